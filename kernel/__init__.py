"""What every page needs and no feature owns: storage, time, money, access, events, letters. It imports nothing of ours."""
