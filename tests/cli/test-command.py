#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The command `neural-style` as a user and a script see it: exit codes, what is printed where, what is left behind.
# Called by Meson as: test-command.py NEURAL-STYLE MAKE-RANDOM-ENCODER
import csv
import json
import os
import pathlib
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

from png_file import png, png_rows, png_size

NEURAL_STYLE = pathlib.Path(sys.argv[1]).resolve()
MAKE_RANDOM_ENCODER = pathlib.Path(sys.argv[2]).resolve()


def safetensors(header, data=b"", length=None):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + data


class Command(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        models = tempfile.TemporaryDirectory(prefix="neural-style-test-")
        cls.addClassCleanup(models.cleanup)
        cls.models = pathlib.Path(models.name)
        cls.weights = cls.models / "encoder-vgg19-slim" / "weights.safetensors"
        cls.weights.parent.mkdir()
        subprocess.run([MAKE_RANDOM_ENCODER, cls.weights], check=True)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="neural-style-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.content = self.folder / "content.png"
        self.style = self.folder / "style.png"
        self.output = self.folder / "output" / "out.png"
        self.output.parent.mkdir()
        png(self.content, 64, 48, lambda x, y: bytes((4 * x, 5 * y, 128)))
        png(self.style, 48, 64, lambda x, y: bytes(((x * y) % 256, (x * 37) % 256, (y * 91) % 256)))
        self.environment = {**os.environ, "NEURAL_STYLE_MODELS": str(self.models), "LC_ALL": "C.UTF-8"}

    def call(self, **changes):
        """The words of a small, complete call; changes replace or add options."""
        options = {"content": self.content, "style": self.style, "output": self.output, "steps": 2, **changes}
        return [NEURAL_STYLE] + [
            word
            for name, value in options.items()
            for word in ("--" + name.replace("_", "-"), str(value))
        ]

    def run_command(self, words, before=()):
        return subprocess.run([*before, *words], env=self.environment, capture_output=True, text=True, timeout=300)

    def assert_refused(self, done, *parts, code=1):
        """One sentence on stderr with these parts in it, nothing on stdout, nothing left behind."""
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertTrue(done.stderr.startswith("neural-style: "), done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        for part in parts:
            self.assertIn(str(part), done.stderr)
        self.assertEqual(list(self.output.parent.iterdir()), [])

    def test_success_is_silent(self):
        done = self.run_command(self.call())
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.assertEqual(png_size(self.output), (64, 48))
        self.assertEqual([file.name for file in self.output.parent.iterdir()], ["out.png"])

    def test_same_seed_same_file(self):
        words = self.call(seed=7, start="noise")
        self.assertEqual(self.run_command(words).returncode, 0)
        first = self.output.read_bytes()
        self.assertEqual(self.run_command(words).returncode, 0)
        self.assertEqual(self.output.read_bytes(), first)
        self.assertEqual(self.run_command(self.call(seed=8, start="noise")).returncode, 0)
        self.assertNotEqual(self.output.read_bytes(), first)

    def test_size_and_several_styles(self):
        done = self.run_command(self.call(size=32) + ["--style", f"{self.style}:2.5"])
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(png_size(self.output), (32, 24))

    def test_weights_by_option(self):
        self.environment["NEURAL_STYLE_MODELS"] = "/none"
        self.assertEqual(self.run_command(self.call(encoder=self.weights)).returncode, 0)

    def test_version_and_help(self):
        done = self.run_command([NEURAL_STYLE, "--version"])
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"^neural-style \d+\.\d+")
        done = self.run_command([NEURAL_STYLE, "--help"])
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for part in ("--content", "--working-size", "NEURAL_STYLE_MODELS", "Exit status", "neural-style --content"):
            self.assertIn(part, done.stdout)

    def test_wrong_calls(self):
        self.assert_refused(self.run_command([NEURAL_STYLE]), "--content", code=2)
        self.assert_refused(self.run_command(self.call(steps=0)), "steps", code=2)
        self.assert_refused(self.run_command(self.call(stile=self.style)), "--stile", code=2)
        self.assert_refused(self.run_command(self.call(style=f"{self.style}:0")), "weight", code=2)

    def test_bad_pictures(self):
        empty, text = self.folder / "empty.png", self.folder / "text.jpg"
        cut, none = self.folder / "cut.png", self.folder / "none.png"
        empty.write_bytes(b"")
        text.write_text("not a picture\n")
        png(cut, 64, 48, lambda x, y: os.urandom(3))
        cut.write_bytes(cut.read_bytes()[:5000])
        for option, file in (
            ("content", none),
            ("content", cut),
            ("style", self.folder),
            ("style", text),
            ("style", cut),
            ("mask", empty),
            ("mask", cut),
        ):
            with self.subTest(option=option, file=file.name):
                self.assert_refused(self.run_command(self.call(**{option: file})), file)

    def test_unreadable_picture(self):
        if os.geteuid() == 0:
            self.skipTest("root may read everything")
        self.style.chmod(0)
        self.assert_refused(self.run_command(self.call()), self.style)

    def test_pictures_too_small(self):
        for width, height in ((1, 1), (15, 3)):
            png(self.content, width, height, None)
            self.assert_refused(self.run_command(self.call()), f"{width} × {height}")

    def test_picture_too_large(self):
        png(self.content, 30000, 20000, None, depth=1, colour=0)
        start = time.monotonic()
        done = self.run_command(self.call())
        self.assertLess(time.monotonic() - start, 10)
        self.assert_refused(done, "GB")

    def test_large_picture_made_small(self):
        png(self.content, 9000, 6000, None, depth=1, colour=0)
        done = self.run_command(self.call(size=64))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(png_size(self.output), (64, 43))

    def test_bad_masks(self):
        mask = self.folder / "mask.png"
        png(mask, 48, 64, None)
        self.assert_refused(self.run_command(self.call(mask=mask)), "48 × 64", "64 × 48")
        png(mask, 64, 48, None)
        self.assert_refused(self.run_command(self.call(mask=mask)))

    def test_bad_weights(self):
        whole = self.weights.read_bytes()
        tensor = {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}
        hostile = {
            "empty": b"",
            "truncated": whole[: len(whole) // 2],
            "longer": whole + b"more",
            "huge header": safetensors({}, length=2**63),
            "header beyond the end": safetensors({}, length=1000),
            "no JSON": safetensors(b"{]"),
            "deep JSON": safetensors(b"[" * 100000),
            "overlap": safetensors({"a": tensor, "b": tensor}, bytes(4)),
            "huge shape": safetensors({"a": {**tensor, "shape": [2**62, 4]}}, bytes(4)),
            "wrong shape": whole.replace(b'"shape":[4,3,3,3]', b'"shape":[3,4,3,3]', 1),
            "no encoder": safetensors({"a": tensor}, bytes(4)),
            "a picture": self.style.read_bytes(),
        }
        file = self.folder / "hostile.safetensors"
        for name, content in hostile.items():
            with self.subTest(name):
                file.write_bytes(content)
                self.assert_refused(self.run_command(self.call(encoder=file)), file)
        self.assertNotEqual(hostile["wrong shape"], whole)

    def test_missing_weights(self):
        self.assert_refused(self.run_command(self.call(encoder="/none.safetensors")), "/none.safetensors")
        self.environment["NEURAL_STYLE_MODELS"] = self.environment["XDG_DATA_HOME"] = str(self.folder)
        done = self.run_command(self.call())
        if done.returncode == 0:
            self.skipTest("the model is installed on this computer")
        self.assert_refused(done, "encoder-vgg19-slim", self.folder)

    def test_bad_outputs(self):
        for output in ("out", "out.txt", "out.xcf"):
            self.assert_refused(self.run_command(self.call(output=self.output.parent / output)), ".png")
        self.assert_refused(self.run_command(self.call(output=self.folder / "none" / "out.png")), "none")
        self.assert_refused(self.run_command(self.call(output=self.content / "out.png")), "content.png")
        self.assert_refused(self.run_command(self.call(output="/proc/self/out.png")), "/proc/self/out.png")

    def test_output_checked_before_the_work(self):
        start = time.monotonic()
        self.assert_refused(self.run_command(self.call(output="/none/out.png", steps=5000, size=512)), "/none")
        self.assertLess(time.monotonic() - start, 10)

    def in_small_filesystem(self, options, words):
        """Runs words with a small tmpfs in place of the output folder; what is left there comes on stdout."""
        script = """
            mount --make-private "$(findmnt --noheadings --output TARGET --target "$2")" || exit 77
            mount -t tmpfs -o "$1" tmpfs "$2" || exit 77
            folder=$2; shift 2; "$@"; code=$?; ls -A "$folder"; exit $code"""
        rights = [] if os.geteuid() == 0 else ["--map-root-user"]
        unshare = ["unshare", *rights, "--mount", "--propagation", "unchanged"]
        before = [*unshare, "sh", "-c", script, "sh", options, self.output.parent]
        try:
            done = self.run_command(words, before)
        except FileNotFoundError:
            self.skipTest("there is no unshare here")
        if done.returncode == 77 or "unshare" in done.stderr:
            self.skipTest("nothing may be mounted here")
        return done

    def test_disk_full(self):
        done = self.in_small_filesystem("size=16k", self.call(size=256, working_size=64))
        self.assert_refused(done, "No space left")

    def test_folder_read_only(self):
        done = self.in_small_filesystem("ro", self.call(steps=5000, size=512))
        self.assert_refused(done, "Read-only")

    def description(self, path):
        """The description in the XMP packet of a file, found without the program's own reader."""
        data = path.read_bytes()
        packet = data[data.index(b"<x:xmpmeta") : data.index(b"</x:xmpmeta>") + 12]
        description = xml.etree.ElementTree.fromstring(packet).find(".//{http://purl.org/dc/elements/1.1/}description")
        return "".join(description.itertext())

    def test_report_and_description(self):
        report = self.folder / "report.json"
        for suffix in ("png", "tif", "jpg", "webp"):
            with self.subTest(suffix):
                output = self.output.with_suffix("." + suffix)
                done = self.run_command(self.call(output=output, report=report, strength=0.5, size=32))
                self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
                told = json.loads(report.read_text())
                self.assertEqual((told["settings"]["strength"], told["settings"]["steps"]), (0.5, 2))
                self.assertEqual((told["width"], told["height"]), (32, 24))
                self.assertEqual(told["content"], str(self.content))
                self.assertGreater(told["seconds"], 0)
                self.assertGreater(told["losses"]["style"], 0)
                self.assertGreater(told["steps"], 0)
                inside = json.loads(self.description(output))
                self.assertEqual(inside["content"], "content.png")
                self.assertEqual(inside["losses"], told["losses"])
                self.assertEqual(inside["settings"]["strength"], 0.5)
                self.assertNotIn(str(self.folder), json.dumps(inside))

    def test_deltas(self):
        deltas = self.folder / "deltas.png"
        done = self.run_command(self.call(deltas=deltas))
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        width, height = png_size(deltas)
        self.assertGreater(width, 2 * 320)
        self.assertGreater(height, 2 * 240)
        self.output.unlink()
        self.assert_refused(self.run_command(self.call(deltas=self.folder / "deltas.txt")), ".png")

    def sweep(self, *more, **changes):
        words = self.call(output=self.output.parent / "sheet.png", **changes)
        return [words[0], "sweep", *words[1:], *(str(word) for word in more)]

    def table(self, path):
        with path.open(newline="") as file:
            return list(csv.reader(file))

    def test_sweep(self):
        table, kept = self.folder / "losses.csv", self.folder / "kept"
        words = self.sweep("--vary", "strength=0.5..2*2", "--vary", "style-loss=gram,wasserstein", "--table", table,
                           "--keep-pictures", kept, "--cell", 64)
        done = self.run_command(words)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        width, height = png_size(self.output.parent / "sheet.png")
        self.assertGreater(width, 2 * 64)
        self.assertGreater(height, 4 * 48)
        rows = self.table(table)
        self.assertEqual(rows[0][:3], ["strength", "style-loss", "content loss"])
        self.assertEqual([row[:2] for row in rows[1:4]], [["0.5", "gram"], ["0.5", "wasserstein"], ["1", "gram"]])
        self.assertEqual(len(rows), 7)
        self.assertTrue(all(float(loss) > 0 for row in rows[1:] for loss in row[2:5]))
        self.assertEqual(len(list(kept.iterdir())), 6)
        self.assertEqual(png_size(kept / "strength-2_style-loss-gram.png"), (64, 48))

    def test_sweep_goes_on_where_it_was_stopped(self):
        kept, table = self.folder / "kept", self.folder / "losses.csv"
        words = self.sweep("--vary", "seed=1,2,3", "--keep-pictures", kept, start="noise")
        self.assertEqual(self.run_command(words).returncode, 0)
        sheet = png_size(self.output.parent / "sheet.png")
        first, second, third = (kept / f"seed-{seed}.png" for seed in (1, 2, 3))
        times = [file.stat().st_mtime_ns for file in (first, second, third)]
        second.unlink()
        third.write_bytes(first.read_bytes())  # made by another call
        self.assertEqual(self.run_command([*words, "--table", str(table)]).returncode, 0)
        self.assertEqual(len({row[2] for row in self.table(table)[1:]}), 3)  # those of kept pictures come back
        self.assertEqual(first.stat().st_mtime_ns, times[0])
        self.assertGreater(second.stat().st_mtime_ns, times[1])
        self.assertGreater(third.stat().st_mtime_ns, times[2])
        self.assertEqual(png_size(self.output.parent / "sheet.png"), sheet)

    def test_sweep_shows_errors_and_goes_on(self):
        table = self.folder / "losses.csv"
        words = self.sweep("--vary", f"style={self.folder / 'none.png'},{self.style}", "--table", table)
        done = self.run_command(words)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("1 picture", done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1)
        rows = self.table(table)
        self.assertIn("none.png", rows[1][-1])
        self.assertEqual(rows[2][-1], "")
        self.assertTrue((self.output.parent / "sheet.png").exists())

    def test_wrong_sweeps(self):
        self.assert_refused(self.run_command(self.sweep()), "--vary", code=2)
        self.assert_refused(self.run_command(self.sweep("--vary", "steps=1,0")), "steps", code=2)
        self.assert_refused(self.run_command(self.sweep("--vary", "seed=1..999+1")), "256", code=2)
        self.assert_refused(self.run_command(self.sweep("--vary", "seed=1..200+1", "--cell", 2048)), "--cell")
        self.assert_refused(self.run_command(self.sweep("--vary", "seed=1,2", "--table", "/none/t.csv")), "/none")
        none = self.folder / "none.png"
        self.assert_refused(self.run_command(self.sweep("--vary", "seed=1,2", content=none)), none)

    def test_stopped_sweep_leaves_no_sheet(self):
        words = self.sweep("--vary", "seed=1,2,3", steps=5000, size=256)
        process = subprocess.Popen(words, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.wait_until_working(process)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=300)
        self.assertEqual((process.returncode, stdout, stderr), (130, b"", b""))
        self.assertEqual(list(self.output.parent.iterdir()), [])

    def halves(self):
        """Masks of the left and the right half of the content."""
        left, right = self.folder / "left.png", self.folder / "right.png"
        png(left, 64, 48, lambda x, y: bytes([255 * (x < 32)] * 3))
        png(right, 64, 48, lambda x, y: bytes([255 * (x >= 32)] * 3))
        return left, right

    def words(self, *more, **options):
        """The words of call() without a style, and `more` behind them."""
        words = self.call(**options)
        at = words.index("--style")
        return [*words[:at], *words[at + 2 :], *(str(word) for word in more)]

    def painted(self, words):
        done = self.run_command(words)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        return png_rows(self.output)

    def test_regions(self):
        left, right = self.halves()
        content = png_rows(self.content)
        halved = [(row[: 32 * 3], row[32 * 3 :]) for row in content]
        one = self.painted(self.words("--region", left, "--style", self.style))
        self.assertEqual([row[32 * 3 :] for row in one], [half[1] for half in halved])  # in no region: kept
        self.assertNotEqual([row[: 32 * 3] for row in one], [half[0] for half in halved])
        kept = self.painted(self.words("--style", self.style, "--region", left, "--keep"))
        self.assertEqual([row[: 32 * 3] for row in kept], [half[0] for half in halved])
        self.assertNotEqual([row[32 * 3 :] for row in kept], [half[1] for half in halved])
        both = ("--region", left, "--style", self.style, "--region", right, "--style", self.content)
        plain = self.painted(self.words(*both))
        protected = self.painted(self.words(*both, "--protect", 50))
        weak = self.painted(self.words(*both, "--region-strength", 0.1))
        self.assertEqual(len({str(picture) for picture in (plain, protected, weak, one)}), 4)
        report = self.folder / "report.json"
        self.painted(self.words(*both, "--protect", 50, "--report", report))
        told = json.loads(report.read_text())["regions"]
        self.assertEqual([region["protect"] for region in told], [1, 50])
        self.assertEqual(told[0]["styles"][0]["file"], str(self.style))

    def test_wrong_regions(self):
        left, _ = self.halves()
        small = self.folder / "small.png"
        png(small, 32, 24, None)
        self.assert_refused(self.run_command(self.words("--region", left)), "--style", code=2)
        self.assert_refused(self.run_command(self.call(protect=2)), "--protect", code=2)
        self.assert_refused(self.run_command(self.call(region=left, protect=-2)), "--protect", code=2)
        self.assert_refused(self.run_command([*self.call(), "--keep"]), "--keep", code=2)
        self.assert_refused(self.run_command(self.call(region=small)), small, "32 × 24", "64 × 48")
        self.assert_refused(self.run_command(self.call(style_mask=left)), left, "64 × 48", "48 × 64")
        self.assert_refused(self.run_command(self.call(region=self.folder / "none.png")), "none.png")
        png(small, 64, 48, None)
        self.assert_refused(self.run_command(self.call(region=small)))
        white = self.folder / "white.png"
        png(white, 64, 48, lambda x, y: b"\xff\xff\xff")
        self.assert_refused(self.run_command([*self.call(region=white), "--keep"]))

    def test_style_mask_and_detail(self):
        mask = self.folder / "mask.png"
        png(mask, 48, 64, lambda x, y: bytes([255 * (y < 32)] * 3))
        plain = self.painted(self.call())
        self.assertNotEqual(self.painted(self.call(style_mask=mask)), plain)
        self.assertNotEqual(self.painted(self.call(detail=self.content)), plain)
        self.output.unlink()
        self.assert_refused(self.run_command(self.call(detail=self.folder / "none.png")), "none.png")

    def test_start_from_a_picture(self):
        plain = self.painted(self.call())
        start = self.painted(self.call(start="picture", start_file=self.style))
        self.assertNotEqual(start, plain)
        self.output.unlink()
        self.assert_refused(self.run_command(self.call(start="picture")), "--start-file", code=2)
        none = self.folder / "none.png"
        self.assert_refused(self.run_command(self.call(start="picture", start_file=none)), none)
        self.assertEqual(self.painted(self.call(start_file=none)), plain)

    def test_presets(self):
        report = self.folder / "report.json"
        self.painted(self.call(preset="omahony-3", report=report))
        told = json.loads(report.read_text())
        self.assertEqual(told["settings"]["optimizer"], "rmsprop")
        self.assertEqual(told["settings"]["steps"], 2)
        self.output.unlink()
        self.assert_refused(self.run_command(self.call(preset="nothing")), "gatys-2015", "omahony-3", code=2)

    def test_estimate(self):
        words = self.call(estimate="")
        words = [word for word in words if word != ""]
        done = self.run_command(words)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"^about [\d.]+ s, [\d.]+ [MG]B\n$")
        self.assertEqual(list(self.output.parent.iterdir()), [])
        at = words.index("--output")
        self.assertEqual(self.run_command([*words[:at], *words[at + 2 :]]).returncode, 0)

    def test_goes_on_from_a_state_file(self):
        state = self.folder / "state"
        words = self.call(steps=200, start="noise", working_size=64, state_file=state, state_interval=0)
        whole = self.painted(words)
        self.assertFalse(state.exists())
        file = self.output.read_bytes()
        for number in (signal.SIGKILL, signal.SIGTERM):
            with self.subTest(number):
                self.output.unlink()
                process = subprocess.Popen(words, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                self.wait_for(state.exists, process)
                first = state.stat().st_mtime_ns
                self.wait_for(lambda: state.stat().st_mtime_ns != first, process)
                process.send_signal(number)
                stdout, stderr = process.communicate(timeout=300)
                self.assertEqual((stdout, stderr), (b"", b""))
                self.assertEqual(process.returncode, -9 if number == signal.SIGKILL else 130)
                self.assertFalse(self.output.exists())
                self.assertTrue(state.exists())
                self.assertEqual(self.painted(words), whole)
                self.assertEqual(self.output.read_bytes(), file)
                self.assertFalse(state.exists())

    def test_bad_state_files(self):
        state = self.folder / "state"
        for content in (b"", b"nonsense" * 100, self.weights.read_bytes()):
            state.write_bytes(content)
            self.assert_refused(self.run_command(self.call(state_file=state)), state)
            self.assertEqual(state.read_bytes(), content)
        start = time.monotonic()
        self.assert_refused(self.run_command(self.call(state_file="/none/state", steps=5000, size=512)), "/none")
        self.assertLess(time.monotonic() - start, 10)

    def test_keeps_what_a_stop_has_reached(self):
        report = self.folder / "report.json"
        state = self.folder / "state"  # tells that there is something to keep
        words = self.call(steps=5000, size=256, keep_stopped="true", report=report, state_file=state, state_interval=0)
        process = subprocess.Popen(words, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.wait_for(state.exists, process)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=300)
        self.assertEqual((process.returncode, stdout, stderr), (0, b"", b""))
        self.assertEqual(png_size(self.output), (256, 192))
        told = json.loads(report.read_text())
        self.assertIs(told["stopped"], True)
        self.assertLess(told["steps"], 5000)

    def wait_for(self, condition, process):
        deadline = time.monotonic() + 60
        while not condition():
            self.assertIsNone(process.poll(), "it ended before it was stopped")
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def wait_until_working(self, process):
        """Waits until process takes signals as requests, and half a second more."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            self.assertIsNone(process.poll(), "it ended before it was stopped")
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
            blocked = int(status.split("SigBlk:")[1].split()[0], 16)
            if blocked & 1 << (signal.SIGTERM - 1):
                time.sleep(0.5)
                return
            time.sleep(0.05)
        self.fail("it did not begin")

    def test_termination_leaves_nothing(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number):
                words = self.call(steps=5000, size=256)
                process = subprocess.Popen(words, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                self.wait_until_working(process)
                process.send_signal(number)
                stdout, stderr = process.communicate(timeout=300)
                self.assertEqual((process.returncode, stdout, stderr), (130, b"", b""))
                self.assertEqual(list(self.output.parent.iterdir()), [])

    def on_terminal(self, words, stop_at=None):
        """Runs words on a terminal of their own and types Ctrl-C once `stop_at` has been shown.

        Returns the exit code, all that was shown, and the seconds from Ctrl-C to the end.
        """
        try:
            child, terminal = pty.fork()
        except OSError:
            self.skipTest("there are no terminals here")
        if child == 0:
            os.execve(words[0], [str(word) for word in words], self.environment)
        shown, typed, deadline = b"", None, time.monotonic() + 120
        while time.monotonic() < deadline:
            if select.select([terminal], [], [], 1)[0]:
                try:
                    shown += os.read(terminal, 65536)
                except OSError:  # the other end is closed
                    break
            if stop_at is not None and typed is None and stop_at in shown:
                os.write(terminal, b"\x03")
                typed = time.monotonic()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.close(terminal)
        return code, shown, time.monotonic() - (typed or 0)

    def test_progress_on_a_terminal(self):
        code, shown, _ = self.on_terminal(self.call(steps=20))
        self.assertEqual(code, 0)
        self.assertRegex(shown, rb"\d+ %")
        self.assertTrue(shown.endswith(b"\r\x1b[K"), shown[-80:])
        self.assertNotIn(b"\n", shown)

    def test_control_c_on_a_terminal(self):
        code, shown, seconds = self.on_terminal(self.call(steps=5000, size=512), stop_at=b"%")
        self.assertEqual(code, 130)
        self.assertTrue(shown.endswith(b"\r\x1b[K"), shown[-80:])
        self.assertLess(seconds, 3)  # a second, and room for a busy computer
        self.assertEqual(list(self.output.parent.iterdir()), [])

    def test_error_on_a_terminal_stands_alone(self):
        code, shown, _ = self.on_terminal(self.call(style=self.folder / "none.png"))
        self.assertEqual(code, 1)
        self.assertIn(b"neural-style: ", shown)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
