"""What an operator copies from deploy/: each is checked by the program that reads it, where that is there."""

import shutil
import subprocess

from tests.data import needed
from tests.prove.behind_nginx import MAIN, NGINX, ROOT, here

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
