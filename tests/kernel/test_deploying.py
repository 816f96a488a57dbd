"""What an operator copies from deploy/: each is checked by the program that reads it, where that is there."""

import os
import re
import shlex
import shutil
import subprocess
import sys

from kernel.serving import HEAD_MS
from tests.data import needed
from tests.prove.behind_nginx import MAIN, NGINX, PAGES, ROOT, UPLOADS, here

README = (ROOT / "README.md").read_text()
FLASK = ".venv/bin/flask --app app "
UNIT = ROOT / "deploy" / "commonmade.service"
KEPT = {"NoNewPrivileges=yes", "ProtectSystem=strict", "UMask=0077", "Restart=on-failure", "KillMode=mixed"}


def test_the_unit_is_hardened_and_systemd_understands_every_line(tmp_path):
    lines = UNIT.read_text().splitlines()
    assert set(lines) >= KEPT
    assert all(line.startswith(("#", "[")) or not line or line.partition("=")[1] for line in lines)
    if shutil.which("systemd-analyze"):
        unit = tmp_path / UNIT.name
        unit.write_text(UNIT.read_text().replace("/srv/commonmade/.venv/bin/flask", "/bin/true"))
        found = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True)
        assert [line for line in found.stderr.splitlines() if UNIT.name in line] == []


def test_nginx_understands_the_configuration(tmp_path):
    needed(NGINX.exists(), "nginx is missing: apt-get install nginx-light")
    conf = (ROOT / "deploy" / "nginx.conf").read_text()
    (tmp_path / "site.conf").write_text(here(conf, 18000, 18001, 18002, tmp_path))
    (tmp_path / "nginx.conf").write_text(MAIN.format(folder=tmp_path, user=""))
    found = subprocess.run([NGINX, "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True)
    assert found.returncode == 0, found.stderr


def test_nginx_lets_go_of_an_idle_connection_before_whoever_is_behind_it():
    conf, readme = (ROOT / "deploy" / "nginx.conf").read_text(), (ROOT / "README.md").read_text()
    upstreams = re.findall(r"upstream \w+ \{([^}]+)\}", conf)
    idle = [int(seconds) for one in upstreams for seconds in re.findall(r"keepalive_timeout +(\d+)s;", one)]
    behind = [HEAD_MS / 1000, *map(int, re.findall(r"--keep-alive (\d+)", readme))]
    assert len(idle) == len(upstreams) == 2
    assert len(behind) == 3
    assert max(idle) < min(behind)


def test_the_site_is_told_how_many_threads_gunicorn_has_as_the_proof_tells_it():
    readme = (ROOT / "README.md").read_text()
    told = re.findall(r"THREADS=(\d+) gunicorn [^`]*--threads (\d+)", readme)
    assert told == [(threads, threads) for _, threads in (PAGES, UPLOADS)]


def command_lines():
    """Each command that README shows in a block, without the words of what it does."""
    blocks = re.findall(r"^```\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if "flask" in line]
    return [re.split(r" {3,}", line)[0] for line in lines]


def test_each_command_of_the_readme_is_one_with_the_options_it_shows(lite_app):
    assert len(command_lines()) > 12
    for line in command_lines():
        assert line.startswith(FLASK), line
        command, words = lite_app.cli, shlex.split(line.removeprefix(FLASK))
        while hasattr(command, "commands"):
            command = command.commands[words.pop(0)]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, line
        required = {
            parameter.opts[0]
            for parameter in command.params
            if parameter.required and parameter.param_type_name == "option"
        }
        assert required <= set(words), line


PASSWORD = "a lamp of oak and linen"


def test_the_first_commands_of_the_readme_work_as_typed(tmp_path):
    """After `make setup`, which is the key in DATA_DIR; the third serves, as every test of the server does."""
    (tmp_path / "secret_key").write_text("5f0c1d9e8b7a64d3a2c1f0e95f0c1d9e\n")
    ours = ("SECRET_KEY", "DATABASE_URL", "SITE_URL")
    environ = {name: value for name, value in os.environ.items() if name not in ours} | {"DATA_DIR": str(tmp_path)}
    upgrade, first_admin, serve = (shlex.split(line) for line in command_lines()[:3])
    said = ""
    for words in (upgrade, [*first_admin, "--password", PASSWORD]):  # a test has no terminal to be asked at
        command = [sys.executable, "-m", "flask", *words[1:]]
        ended = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60)
        said = ended.stdout
        assert ended.returncode == 0, ended.stderr
    assert "Your Name <you@example.org> is admin" in said
    assert serve[-1] == "serve"
    assert "`make setup` comes first" in README
