"""When a spare kernel may be handed out, tried with a kernel that only answers."""

import asyncio
import json
import logging
import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from env.kernel import layout
from env.lab.updown_lab import pool
from env.lab.updown_lab.provisioner import SpareProvisioner

FAKE = [sys.executable, str(Path(__file__).with_name("fake_kernel.py")), "{connection_file}"]
READER = ':dep updown = { path = "..", default-features = false }'
LIBTORCH = "env/libtorch/lib/libtorch_cpu.so"
TORCH = ':dep updown = { path = ".." }'
ENVIRONMENT = dict(os.environ, JPY_SESSION_NAME="a.ipynb")


def write(folder, name, *sources):
    cells = [{"cell_type": "code", "source": source} for source in sources]
    (folder / f"{name}.ipynb").write_text(json.dumps({"cells": cells}))


class PoolTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        write(self.folder, "a", READER, "let a = 1;")
        patch = mock.patch.object(pool, "state", side_effect=lambda folder: self.state)
        patch.start()
        self.addCleanup(patch.stop)
        self.state = 1
        self.made = []

    async def pool(self, *mood, **options):
        log = logging.getLogger("updown-test")
        made = pool.Pool([*FAKE, *mood], self.folder, log, **{"pause": 3600, **options})
        with self.assertLogs(log) as caught:
            await made.refill()
        self.said = "\n".join(caught.output)
        for spare, _ in made.spares.values():
            self.addCleanup(lambda spare=spare: spare.alive() and spare.end())
        return made

    def take(self, kept, folder=None, environment=ENVIRONMENT):
        return kept.take(folder or self.folder, environment)

    async def test_a_spare_is_handed_out_once(self):
        kept = await self.pool()
        self.assertRegex(self.said, r"ready after [\d.]+ s; it holds 0\.\d\d GB of memory")
        spare = self.take(kept)
        self.assertTrue(spare.alive())
        self.assertIsNone(self.take(kept))

    async def test_another_one_is_made_after_each(self):
        kept = await self.pool(pause=0)
        first = self.take(kept)
        while not kept.spares:
            await asyncio.sleep(0.05)
        second = self.take(kept)
        self.addCleanup(second.end)
        self.assertNotEqual(first.connection["key"], second.connection["key"])
        self.assertTrue(first.alive() and second.alive())

    async def refused(self, change, *arguments):
        kept = await self.pool()
        spare, _ = kept.spares[READER]
        change(spare)
        self.assertIsNone(self.take(kept, *arguments))
        self.assertFalse(spare.alive())

    async def test_a_stale_spare_is_ended(self):
        for state in (2, None):  # built anew; edited and not built
            with self.subTest(state=state):
                self.state = 1
                await self.refused(lambda spare, state=state: setattr(self, "state", state))

    async def test_a_spare_of_another_folder_or_environment_is_ended(self):
        await self.refused(lambda spare: None, self.folder.parent)
        await self.refused(lambda spare: None, self.folder, {**ENVIRONMENT, "UPDOWN_EXPERIMENT": "glyphs"})

    async def test_a_dead_spare_is_not_handed_out(self):
        def kill(spare):
            spare.process.kill()
            spare.process.wait()

        await self.refused(kill)

    async def test_an_edit_while_the_spare_starts_makes_it_start_again(self):
        states = iter([None, 2, 2, 2])
        with mock.patch.object(pool, "state", side_effect=lambda folder: next(states)):
            kept = await self.pool()
        self.assertEqual(kept.spares[READER][1], 2)

    async def test_what_goes_wrong_is_said_and_leaves_no_process(self):
        for mood, reason in (("broken", "cannot be read: no such crate"), ("dying", "ended with status 3")):
            with self.subTest(mood), mock.patch.object(pool, "Spare", side_effect=self.remember(pool.Spare)):
                self.assertEqual((await self.pool(mood)).spares, {})
                self.assertIn(reason, self.said)
                self.assertFalse(self.made[-1].alive())

    def remember(self, make):
        def wrapped(*arguments):
            self.made.append(make(*arguments))
            return self.made[-1]
        return wrapped

    async def test_no_spare_without_notebooks_or_memory(self):
        with mock.patch.object(pool, "free_memory", return_value=1e9):
            self.assertEqual((await self.pool()).spares, {})
            self.assertIn("only 1.0 GB of memory are free", self.said)
        write(self.folder, "a", "1 + 1")
        self.assertEqual((await self.pool()).spares, {})
        self.assertIn("no notebook in", self.said)

    async def test_the_imports_of_most_notebooks_are_read_ahead(self):
        write(self.folder, "b", "1", TORCH)
        write(self.folder, "c", TORCH + "\nuse updown::prelude::*;", TORCH)
        (self.folder / "d.ipynb").write_text("no JSON")
        write(self.folder, "e", ':dep updown = { path = "../rare" }')
        self.assertEqual(pool.imports(self.folder), [TORCH, READER])

    async def test_a_notebook_gets_the_spare_of_its_own_import(self):
        write(self.folder, "b", TORCH)
        kept = await self.pool()
        self.assertEqual(set(kept.spares), {READER, TORCH})
        spares = {line: spare for line, (spare, _) in kept.spares.items()}
        for name, line in (("somewhere/b.ipynb", TORCH), ("a.ipynb", READER)):
            self.assertIs(self.take(kept, None, {**ENVIRONMENT, "JPY_SESSION_NAME": name}), spares[line])

    async def test_only_a_kernel_for_libtorch_loads_it_ahead(self):
        with tempfile.NamedTemporaryFile() as library, mock.patch.dict(layout.SETTINGS["variants"]["torch"], loads=[library.name]):
            self.assertEqual([layout.loads(TORCH), layout.loads(READER)], [[library.name], []])
        self.assertEqual(layout.loads(TORCH), [] if "torch" not in layout.variants() else [str(layout.PROJECT / LIBTORCH)])

    async def test_a_notebook_without_an_import_gets_any_spare(self):
        kept = await self.pool()
        self.assertIsNotNone(self.take(kept, None, {**ENVIRONMENT, "JPY_SESSION_NAME": "new.ipynb"}))


class ProvisionerTest(unittest.TestCase):
    def test_other_ways_to_talk_to_a_kernel_get_no_spare(self):
        manager = mock.Mock(transport="tcp", ip="127.0.0.1", curve_publickey=None)
        self.assertTrue(SpareProvisioner().suits(manager))
        for name, value in (("transport", "ipc"), ("ip", "0.0.0.0"), ("curve_publickey", b"key")):
            with self.subTest(name):
                self.assertFalse(SpareProvisioner().suits(mock.Mock(**{**vars(manager), "transport": "tcp",
                                 "ip": "127.0.0.1", "curve_publickey": None, name: value})))
        self.assertFalse(SpareProvisioner().suits(None))


if __name__ == "__main__":
    unittest.main()
