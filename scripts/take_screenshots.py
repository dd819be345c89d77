"""Take the pictures of docs/screenshots from the demonstration, as its people see it.

Its one argument is the browser to use, as ``scripts/browser.sh`` finds it.
"""

import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

OUT = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
PORT, MAIL_PORT = 8431, 8432
HOME = f"http://ave.localhost:{PORT}"
CALL = "/trophees/achat-socialement-responsable/2024"
STUDIO = "/organisation/initiatives-territoriales/2024"
LINK = re.compile(r"^(?P<who>[\w ]+?) · .*\n\s+(?P<url>http\S+)", re.MULTILINE)
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

# Whose page, where, and under which name it is kept.
PICTURES = (
    ("", CALL, "call"),
    ("candidate", "/mes-dossiers", "candidate"),
    ("organiser", "/organisation", "organiser"),
    ("juror", "/jury", "juror"),
    ("chair of the jury", f"/deliberation{CALL.removeprefix('/trophees')}", "deliberation"),
    ("organiser", f"{STUDIO}/edition-suivante?years=3", "studio-next-edition"),
    ("organiser", f"{STUDIO}/configuration", "studio"),
    ("organiser", f"{STUDIO}/configuration/partie/form/0/questions/2", "studio-question"),
    ("organiser", f"{STUDIO}/configuration/verification", "studio-checker"),
    ("organiser", f"{STUDIO}/configuration/essai", "studio-trial"),
    ("organiser", f"{STUDIO}/configuration/publication", "studio-publication"),
)


def main(chromium: str) -> None:
    """Start the demonstration, take every picture, stop it."""
    with demonstration() as links, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        pages = {who: signed_in(browser, links.get(who)) for who in {one for one, *_ in PICTURES}}
        for who, path, name in PICTURES:
            picture(pages[who], path, OUT / f"{name}.png")
            print(f"docs/screenshots/{name}.png")
        browser.close()


@contextmanager
def demonstration() -> Iterator[Mapping[str, str]]:
    """Run a demonstration of its own until it is ready, and give each person's sign-in link."""
    with tempfile.TemporaryDirectory() as folder:
        ports = ["--port", str(PORT), "--mail-port", str(MAIL_PORT)]
        command = [str(Path(sys.executable).with_name("laureat")), "demo", "--dir", folder, *ports]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            said = ""
            for line in running.stdout or ():
                said += line
                if "Ctrl-C" in line:
                    break
            try:
                yield {found["who"]: found["url"] for found in LINK.finditer(said)}
            finally:
                running.send_signal(signal.SIGINT)


def signed_in(browser: Browser, link: str | None) -> Page:
    """Open a page in which the person of the link is signed in; nobody is where there is none."""
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    if link is not None:
        page.goto(link)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
    return page


def picture(page: Page, path: str, target: Path) -> None:
    """Keep what the first screen of an address shows."""
    page.goto(HOME + path)
    page.screenshot(path=target)


if __name__ == "__main__":
    main(sys.argv[1])
