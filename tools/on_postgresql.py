"""Runs a command with NAMKHONG_DATABASE_URL naming a PostgreSQL server: one that is there, else a private one.

    python tools/on_postgresql.py COMMAND...

In this order: the server that NAMKHONG_TEST_DATABASE_URL names; one that answers on 127.0.0.1:5432 or on the local
socket and lets us create databases; a private one in a temporary folder, gone afterwards (Debian's postgresql-15 is
installed for it where it is missing and we are root). NAMKHONG_TEST_DATABASE_URL=private asks for the private one
although another answers.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

OURS = f"namkhong_{os.getpid()}"
NO_MAIN_CLUSTER = Path("/etc/postgresql-common/createcluster.d/no-main-cluster.conf")


def server_that_is_there() -> str | None:
    """The URL of a server on which we may create databases."""
    me = pwd.getpwuid(os.getuid()).pw_name
    for place in ("127.0.0.1:5432", ""):
        for user in dict.fromkeys([os.environ.get("PGUSER", me), "postgres"]):
            server = f"postgresql://{user}@{place}"
            try:
                with psycopg.connect(f"{server}/postgres", connect_timeout=3) as connection:
                    rights = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
                    if connection.info.server_version >= 150000 and connection.execute(rights).fetchone() == (True,):
                        return f"{server}/{OURS}"
            except psycopg.Error:
                continue
    return None


def _found() -> list[Path]:
    return sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def _install(package: str) -> None:
    install = f'. tools/steps.sh; step "Installing Debian package {package}" debian {package}'
    if subprocess.call(["bash", "-c", install]):
        sys.exit(1)


def programs() -> Path:
    """The folder of initdb and pg_ctl, installed first where it is missing."""
    if not (found := _found()):
        # Told beforehand, Debian does not start a server that nobody asked for.
        _install("postgresql-common")
        NO_MAIN_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
        NO_MAIN_CLUSTER.write_text("create_main_cluster = false\n")
        _install("postgresql-15")
        found = _found()
    return found[-1].parent


@contextmanager
def private_server() -> Iterator[str]:
    """A server of our own on a free port, kept only in a temporary folder."""
    bin_folder = programs()
    folder = tempfile.mkdtemp(prefix="namkhong-postgresql-")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    as_owner: list[str] = []
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        as_owner = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_owner, str(bin_folder / program), "-D", f"{folder}/data", *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
        )

    try:
        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} {quick}"
        run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/{OURS}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Find or start a server, run the command, answer with its exit status."""
    wanted = os.environ.get("NAMKHONG_TEST_DATABASE_URL")
    if wanted != "private" and (url := wanted or server_that_is_there()):
        print("PostgreSQL: a server that is there already", flush=True)
        return subprocess.call(command, env={**os.environ, "NAMKHONG_DATABASE_URL": url})
    with private_server() as url:
        print("PostgreSQL: a private server for this run", flush=True)
        return subprocess.call(command, env={**os.environ, "NAMKHONG_DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
