"""`./ozg demo`: everything on one machine, from an empty clone to a page in the browser."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from ozgcloud.ops import datadir, leftovers, system
from ozgcloud.ops.console import say
from ozgcloud.ops.errors import OpsError
from ozgcloud.ops.places import Places, find_places
from ozgcloud.ops.process import free_port, port_is_taken
from ozgcloud.ops.services import web_spec, worker_spec
from ozgcloud.ops.supervisor import Supervisor
from ozgcloud.ops.update import DEMO_LOGINS, frontend_beside, update_database


@dataclass(frozen=True)
class Wishes:
    """What the operator asked for: TCP port (0: any free one), start over, folder of the model Land's tables."""

    port: int = 8000
    fresh: bool = False
    land: Path | None = None


def run_demo(wishes: Wishes) -> int:
    """Start everything and stay until a stop signal; returns the exit code."""
    places = find_places()
    land = _land_folder(wishes.land)
    datadir.require_space(places.data, datadir.minimum_free())
    datadir.prepare(places.data)
    with datadir.sole_user(places.data) as alone:
        if not alone:
            raise _already_running(places)
        # The web server of a killed supervisor needs a moment to leave its port.
        port = _choose_port(wishes.port, patience=5.0 if places.run_file.exists() else 0.0)
        if wishes.fresh:
            leftovers.clear(places.data / "pg")
            datadir.empty(places.data)
            datadir.prepare(places.data)
        with Supervisor() as supervisor:
            try:
                _start_all(supervisor, places, port, land)
                supervisor.run()
            finally:
                places.run_file.unlink(missing_ok=True)
                say("→ Anhalten: Web, Hintergrunddienst, Datenbank …")
        say("  angehalten, die Daten bleiben erhalten.")
    return 0


def _land_folder(ordner: Path | None) -> Path | None:
    """The folder as an absolute path; raises OpsError when it is none."""
    if ordner is None:
        return None
    if not ordner.is_dir():
        raise OpsError(
            f"Den Ordner {ordner} gibt es nicht.",
            "Nennen Sie nach --land den Ordner mit gemeinden_sh.csv, plz_gemeinde_de.csv und leistungen.csv.",
        )
    return ordner.resolve()


def _already_running(places: Places) -> OpsError:
    running = system.find_running(places)
    where = f" (Prozess {running.pid}, {running.base_url or 'nur die Datenbank'})" if running else ""
    return OpsError(
        f"Auf dem Datenordner {places.data} läuft OZG-Cloud bereits{where}.",
        "Benutzen Sie das laufende System oder halten Sie es mit Strg-C an; ein zweites braucht "
        "einen eigenen Ordner (OZG_DATA_DIR) und Port (--port).",
    )


def _choose_port(wanted: int, patience: float) -> int:
    if wanted == 0:
        return free_port()
    deadline = time.monotonic() + patience
    while port_is_taken(wanted) and time.monotonic() < deadline:
        time.sleep(0.05)
    if port_is_taken(wanted):
        raise OpsError(
            f"Der Port {wanted} ist belegt, vermutlich durch ein anderes Programm.",
            f"Nennen Sie einen anderen, zum Beispiel: ./ozg demo --port {_next_free(wanted)}",
        )
    return wanted


def _next_free(port: int) -> int:
    return next((n for n in range(port + 1, port + 100) if not port_is_taken(n)), free_port())


def _start_all(supervisor: Supervisor, places: Places, port: int, land: Path | None) -> None:
    begin = time.monotonic()
    base_url = os.environ.get("OZG_BASE_URL", f"http://127.0.0.1:{port}")
    system.announce_root()
    # Senders on this machine need no key: trying it out takes no preparation.
    trusted = {"OZG_ANTRAG_NETWORKS": os.environ.get("OZG_ANTRAG_NETWORKS", "127.0.0.0/8,::1/128")}
    env = {**system.product_env(places, base_url), **trusted, "OZG_DEMO": "1"}
    env["OZG_LOG"] = os.environ.get("OZG_LOG", "json")
    with frontend_beside(supervisor, places, env):
        env |= _addresses(supervisor, places)
        update_database(supervisor, places, env, land)
    supervisor.start(web_spec(places, env, port))
    supervisor.start(worker_spec(places, env))
    system.publish(places, base_url, env)
    say(f"\nOZG-Cloud läuft: {base_url}   (bereit nach {time.monotonic() - begin:.1f} s)")
    say((places.data / DEMO_LOGINS).read_text().rstrip())
    say(f"Daten: {places.data}   Protokolle: {places.logs}\nAnhalten mit Strg-C.\n")


def _addresses(supervisor: Supervisor, places: Places) -> system.Variables:
    if system.own_database_named():
        return system.named_addresses()
    return system.start_cluster(supervisor, places, system.make_cluster(places, throwaway=False))
