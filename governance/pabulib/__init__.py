"""Elections as Pabulib files (.pb): read into plain structures, every fault with its line; and written again.

from governance.pabulib.election import Election
from governance.pabulib.faults import BadFile
from governance.pabulib.reading import read
from governance.pabulib.writing import as_election, written

election = read(path.read_bytes())   # raises BadFile: str() is "line 12: …", .line and .message apart
election.contest()                   # for governance.counting.count, ties by id
written(as_election(contest, "Title", names))  # text that read() and pabutools take
"""
