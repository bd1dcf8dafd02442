# SPDX-License-Identifier: GPL-2.0-or-later
"""The HTML report in a browser: headless Chromium, driven by its driver."""

import atexit
import functools
import tempfile

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

# No sandbox: root has none; no connections but to the page.
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-dev-shm-usage", "--window-size=1400,1000"]
PICTURE = "return document.querySelector('#lanes canvas').toDataURL()"


class Browser:
    def __init__(self):
        self.profile = tempfile.TemporaryDirectory(prefix="lxrun-browser-")
        options = webdriver.chrome.options.Options()
        for flag in [*FLAGS, f"--user-data-dir={self.profile.name}"]:
            options.add_argument(flag)
        options.binary_location = "/usr/bin/chromium"
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = webdriver.chrome.service.Service("/usr/bin/chromedriver")
        self.driver = webdriver.Chrome(service=service, options=options)
        self.driver.set_page_load_timeout(100)
        self.driver.set_script_timeout(60)

    def close(self):
        self.driver.quit()
        self.profile.cleanup()

    def open(self, path):
        self.driver.get(f"file://{path}")
        assert self.js("return document.documentElement.dataset.ready") == "true", self.log()
        assert self.log() == [], self.log()
        resources = self.js("return performance.getEntriesByType('resource').map(e => e.name)")
        assert resources == [], resources

    def js(self, script, *words):
        return self.driver.execute_script(script, *words)

    def log(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def texts(self, selector):
        return self.js("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector)

    def frame(self):
        """Wait until what was asked for has been drawn."""
        self.driver.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))")

    def picture(self):
        self.frame()
        return self.js(PICTURE)


@functools.cache
def the_browser():
    browser = Browser()
    atexit.register(browser.close)
    return browser


def a_real_run_is_shown(place):
    place.run("--profile=none", "--report=page.html", "sh", "-c", "cat /etc/passwd | sort >sorted; ls /nothing; true",
              stderr=-3)
    browser = the_browser()
    browser.open(place.path("page.html"))
    assert "/etc/passwd" in browser.texts("#files td.name")
    assert any("sort" in text for text in browser.texts("#processes td.name"))
    assert "ENOENT" in browser.texts("#calls [data-table=errors] td")
    assert len(browser.texts("#rates canvas")) == 1, "no chart: built without charts?"
    assert len(browser.texts("#histogram canvas")) == 1


def hostile_names_are_only_text(place):
    place.run("report", "--html=page.html", place.made(1000))
    browser = the_browser()
    browser.open(place.path("page.html"))
    names = browser.texts("#files td.name")
    assert "/tmp/</script><script>alert(1)</script>&\"'\\012\\377" in names, names
    assert browser.js("return document.scripts.length") == 3


def tables_are_sorted_by_keyboard(place):
    place.run("report", "--html=page.html", place.made(1000))
    browser = the_browser()
    browser.open(place.path("page.html"))
    before = browser.texts("[data-table=calls] tbody td:first-child")
    head = browser.find("[data-table=calls] th:first-child button")
    head.send_keys(Keys.ENTER)
    assert browser.texts("[data-table=calls] tbody td:first-child") == sorted(before)
    row = browser.find("[data-table=calls] tbody tr:last-child")
    row.send_keys(Keys.ENTER)
    assert browser.find("#histogram-title").text == f"Latency of {sorted(before)[-1]}"
    browser.find("[data-table=calls] input").send_keys("recv")
    assert browser.texts("[data-table=calls] tbody td:first-child") == ["recvfrom"]


def the_tree_folds(place):
    place.run("report", "--html=page.html", place.made(1000))
    browser = the_browser()
    browser.open(place.path("page.html"))
    assert len(browser.texts("#processes tbody tr")) == 7
    browser.find("#processes .twig").send_keys(Keys.ENTER)
    assert len(browser.texts("#processes tbody tr")) == 1


def a_million_records_can_be_looked_at(place):
    place.run("report", "--html=page.html", place.made(1000000))
    assert place.path("page.html").stat().st_size < 8 << 20
    browser = the_browser()
    browser.open(place.path("page.html"))
    assert "499,978" in browser.texts("#tiles b")
    lanes, seen = browser.find("#lanes"), [browser.picture()]
    for key in ("+", "+", Keys.ARROW_RIGHT, "0"):
        lanes.send_keys(key)
        seen.append(browser.picture())
    assert len(set(seen[:4])) == 4 and seen[4] == seen[0], seen
    browser.find("#theme").click()
    assert browser.picture() != seen[0]
    ActionChains(browser.driver).move_to_element_with_offset(lanes, 100, 60).perform()
    assert browser.js("return !document.getElementById('tip').hidden")
    assert browser.log() == [], browser.log()


CHECKS = [a_real_run_is_shown, hostile_names_are_only_text, tables_are_sorted_by_keyboard,
          the_tree_folds, a_million_records_can_be_looked_at]
