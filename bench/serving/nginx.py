"""nginx as the thing to compare with, and as the micro-cache in front."""

import shutil
from pathlib import Path

_MAIN = """
daemon off;
master_process off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr crit;
events {{ worker_connections 1024; multi_accept on; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    open_file_cache max=1000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {rest}
}}
"""

_STATIC = """
server {{
    listen 127.0.0.1:{port} reuseport;
    root {root};
    location / {{
        default_type "text/html; charset=utf-8";
        types {{ }}
        etag off;
        {headers}
    }}
}}
"""

_CACHE = """
proxy_cache_path {folder}/cache keys_zone=pages:10m max_size=100m inactive=1d;
upstream readers {{ server 127.0.0.1:{backend}; keepalive 16; }}
server {{
    listen 127.0.0.1:{port} reuseport;
    location / {{
        proxy_pass http://readers;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host 127.0.0.1:{backend};
        proxy_set_header Accept-Encoding br;
        proxy_cache pages;
        proxy_cache_key br$host$uri;
        proxy_cache_valid 200 1s;
        proxy_cache_lock on;
        proxy_cache_use_stale error timeout updating http_502 http_503 http_504;
        proxy_cache_background_update on;
        proxy_ignore_headers Cache-Control Vary;
    }}
}}
"""


def command(folder: Path, configuration: str) -> list[str]:
    """nginx in the foreground with this `http` configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "nginx.conf"
    file.write_text(_MAIN.format(folder=folder, rest=configuration))
    nginx = shutil.which("nginx") or "nginx"
    return [nginx, "-p", str(folder), "-e", "stderr", "-c", str(file)]


def static(folder: Path, port: int, body: bytes, headers: dict[str, str]) -> str:
    """One file, packed already, sent with the headers that the site sends."""
    root = folder / "root"
    root.mkdir(parents=True, exist_ok=True)
    (root / "page").write_bytes(body)
    quoted = {name: value.replace('"', '\\"') for name, value in headers.items()}
    lines = [f'add_header {name} "{value}";' for name, value in quoted.items()]
    return _STATIC.format(port=port, root=root, headers="\n        ".join(lines))


def cache(folder: Path, port: int, backend: int) -> str:
    """The micro-cache of deploy/nginx.conf, without TLS."""
    folder.mkdir(parents=True, exist_ok=True)
    return _CACHE.format(folder=folder, port=port, backend=backend)
