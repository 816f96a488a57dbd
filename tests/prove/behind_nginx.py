"""The documented fallback: gunicorn as README starts it, behind Debian's nginx with the site's own deploy/nginx.conf."""

import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from bench.serving import free_port, wait
from tests.data import needed

ROOT = Path(__file__).parent.parent.parent
NGINX = Path("/usr/sbin/nginx")
MAIN = """daemon off; worker_processes 2; error_log stderr error; pid {folder}/nginx.pid;
{user}
events {{ worker_connections 2000; }}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/site.conf;
}}
"""
PAGES, UPLOADS = ["--workers", "2", "--threads", "8"], ["--threads", "2"]


def here(conf, port, behind, uploads, folder):
    """The documented configuration at this port, in clear text: a test has no certificate."""
    conf = conf.replace("/var/cache/nginx/commonmade", str(folder / "cache"))
    conf = conf[: conf.index("server {\n    listen 80;")] + conf[conf.index("server {\n    listen 443") :]
    conf = re.sub(r"    ssl_.*\n", "", conf)
    return (
        conf.replace("listen 443 ssl http2", f"listen 127.0.0.1:{port}")
        .replace(":8000", f":{behind}")
        .replace(":8001", f":{uploads}")
    )


@contextmanager
def served(environ, folder):
    """Serve the site so; yields nginx's port."""
    needed(NGINX.exists(), "nginx is missing: apt-get install nginx-light")
    port, *behind = free_port(), free_port(), free_port()
    conf = (ROOT / "deploy" / "nginx.conf").read_text()
    (folder / "site.conf").write_text(here(conf, port, *behind, folder))
    user = "user root;" if Path("/proc/self").stat().st_uid == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
    gunicorn = [sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "app:for_serving()", "--bind"]
    commands = [
        [*gunicorn, f"127.0.0.1:{place}", *how] for place, how in zip(behind, (PAGES, UPLOADS), strict=True)
    ] + [[str(NGINX), "-c", str(folder / "nginx.conf")]]
    environ = {**environ, "TRUSTED_PROXIES": "1"}
    running = [subprocess.Popen(command, env=environ, cwd=ROOT, stderr=subprocess.DEVNULL) for command in commands]
    try:
        for place, process in zip((*behind, port), running, strict=True):
            wait(place, process)
        yield port
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(30)
