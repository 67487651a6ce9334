#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `neural-style batch` as a user and a scheduler see it: what is painted, skipped and told, alone and by several
# processes at once, and what is left when it is stopped or killed.
# Called by Meson as: test-batch.py NEURAL-STYLE MAKE-RANDOM-ENCODER
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from png_file import png, png_size

NEURAL_STYLE = pathlib.Path(sys.argv[1]).resolve()
MAKE_RANDOM_ENCODER = pathlib.Path(sys.argv[2]).resolve()
SUMMARY = re.compile(r"^painted: (\d+), there already: (\d+), failed: (\d+)$", re.MULTILINE)


class Batch(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        models = tempfile.TemporaryDirectory(prefix="neural-style-test-")
        cls.addClassCleanup(models.cleanup)
        cls.models = pathlib.Path(models.name)
        weights = cls.models / "encoder-vgg19-slim" / "weights.safetensors"
        weights.parent.mkdir()
        subprocess.run([MAKE_RANDOM_ENCODER, weights], check=True)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="neural-style-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.photos = self.folder / "photos"
        self.photos.mkdir()
        self.output = self.folder / "painted"
        self.style = self.folder / "style.png"
        png(self.style, 48, 64, lambda x, y: bytes(((x * y) % 256, (x * 37) % 256, (y * 91) % 256)))
        self.environment = {
            **os.environ,
            "NEURAL_STYLE_MODELS": str(self.models),
            "LC_ALL": "C.UTF-8",
            "OMP_NUM_THREADS": "1",  # the number of threads has an influence on the rounding
        }

    def photographs(self, count, folder=None):
        """Makes as many different photographs."""
        files = [(folder or self.photos) / f"photo {i}.png" for i in range(count)]
        for i, file in enumerate(files):
            file.parent.mkdir(exist_ok=True)
            png(file, 64, 48, lambda x, y: bytes((4 * x, 5 * y, 37 * i % 256)))
        return files

    def words(self, *more, steps=2, output=""):
        where = ["--output", str(output or self.output)] if output is not None else []
        return [NEURAL_STYLE, "batch", str(self.photos), "--style", str(self.style), "--steps", str(steps), *where,
                *(str(word) for word in more)]

    def run_batch(self, words):
        return subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=300)

    def assert_done(self, words, painted, there=0, failed=0):
        """The batch ends with these counts, and what it says of failures is given back."""
        done = self.run_batch(words)
        self.assertEqual(done.stdout, f"painted: {painted}, there already: {there}, failed: {failed}\n", done.stderr)
        self.assertEqual(done.returncode, 1 if failed else 0)
        self.assertEqual(done.stderr.count("\n"), failed + 1 if failed else 0, done.stderr)
        return done.stderr

    def assert_refused(self, words, *parts, code=1):
        """One sentence on stderr with these parts in it, and no result."""
        done = self.run_batch(words)
        self.assertEqual((done.returncode, done.stdout), (code, ""), done.stderr)
        self.assertTrue(done.stderr.startswith("neural-style: "), done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        for part in parts:
            self.assertIn(str(part), done.stderr)
        self.assertEqual(self.results(), {})

    def results(self):
        """The content of each file in the folder of results; one that is being written is hidden."""
        files = sorted(self.output.rglob("[!.]*")) if self.output.exists() else []
        return {str(file.relative_to(self.output)): file.read_bytes() for file in files if file.is_file()}

    def times(self):
        return {file.name: file.stat().st_mtime_ns for file in self.output.iterdir()}

    def test_results_lie_beside_the_pictures(self):
        files = self.photographs(3)
        self.assert_done(self.words(output=None), painted=3)
        results = [file.with_name(f"{file.stem}-painted.png") for file in files]
        self.assertEqual(sorted(self.photos.iterdir()), sorted(files + results))
        self.assertEqual({png_size(file) for file in results}, {(64, 48)})
        self.assertEqual(len({file.read_bytes() for file in results}), 3)
        self.assert_done(self.words(output=None), painted=0, there=3)

    def test_is_what_the_single_call_paints(self):
        (file,) = self.photographs(1)
        self.assert_done(self.words("--size", 32), painted=1)
        single = self.folder / "single.png"
        words = [NEURAL_STYLE, "--content", file, "--style", self.style, "--steps", "2", "--size", "32"]
        subprocess.run([*words, "--output", single], env=self.environment, check=True)
        self.assertEqual(self.results(), {"photo 0.png": single.read_bytes()})

    def test_folders_and_formats(self):
        self.photographs(1)
        self.photographs(2, self.photos / "more")
        self.assert_done(self.words("--format", "jpg", "--suffix=-x"), painted=1)
        self.assert_done(self.words("--format", "jpg", "--suffix=-x", "--recursive"), painted=2, there=1)
        self.assertEqual(list(self.results()), ["more/photo 0-x.jpg", "more/photo 1-x.jpg", "photo 0-x.jpg"])

    def test_what_is_there_is_kept(self):
        self.photographs(3)
        words = self.words()
        self.assert_done(words, painted=3)
        before = self.times()
        (self.output / "photo 1.png").unlink()
        self.assert_done(words, painted=1, there=2)
        after = self.times()
        self.assertEqual([after[name] == before[name] for name in sorted(before)], [True, False, True])
        self.assert_done([*words, "--overwrite"], painted=0, there=3)

    def test_results_of_other_settings_are_not_replaced_by_chance(self):
        self.photographs(2)
        self.assert_done(self.words(), painted=2)
        (self.output / "photo 1.png").write_text("something of the user's own")
        before = self.results()
        told = self.assert_done(self.words(steps=3), painted=0, failed=2)
        self.assertIn("--overwrite", told)
        self.assert_done(self.words(), painted=0, there=1, failed=1)
        self.assertEqual(self.results(), before)
        self.assert_done(self.words("--overwrite", steps=3), painted=2)
        self.assert_done(self.words(steps=3), painted=0, there=2)

    def test_goes_on_after_bad_files(self):
        self.photographs(4)
        (self.photos / "photo 1.png").write_text("not a picture\n")
        cut, small = self.photos / "photo 1b.png", self.photos / "photo 2b.png"
        png(cut, 64, 48, lambda x, y: os.urandom(3))
        cut.write_bytes(cut.read_bytes()[:5000])
        png(small, 5, 5, None)
        png(self.photos / "photo 3b.png", 30000, 20000, None, depth=1, colour=0)
        (self.photos / "notes.txt").write_text("no picture, and no one says so\n")
        told = self.assert_done(self.words(), painted=3, failed=4)
        last = told.splitlines()[-1]
        for name in ("photo 1.png", "photo 1b.png", "photo 2b.png", "photo 3b.png"):
            self.assertEqual(told.count(f"{self.photos / name}”"), 2, told)  # at once, and at the end
            self.assertIn(name, last)
        self.assertEqual(list(self.results()), ["photo 0.png", "photo 2.png", "photo 3.png"])

    def test_two_pictures_of_a_name(self):
        (file,) = self.photographs(1)
        shutil.copy(file, file.with_suffix(".jpeg"))
        told = self.assert_done(self.words(), painted=1, failed=1)
        self.assertIn("photo 0.jpeg", told)

    def test_what_all_share_is_checked_first(self):
        self.photographs(2)
        cut = self.folder / "cut.png"
        png(cut, 64, 48, lambda x, y: os.urandom(3))
        cut.write_bytes(cut.read_bytes()[:5000])
        none = self.folder / "none.png"
        words = self.words()
        for file in (none, cut, self.folder):
            self.assert_refused([*words, "--style", file], file)
        self.assert_refused([*words, "--mask", cut], cut)
        self.assert_refused([*words, "--style-mask", self.photos / "photo 0.png"], "48 × 64")
        self.assert_refused([*words, "--encoder", self.style], self.style)
        self.assert_refused([*words, "--style", "generated:nothing:1"], "nothing")
        self.output.write_text("no folder")
        done = self.run_batch(words)
        self.assertEqual((done.returncode, done.stdout), (1, ""))

    def test_wrong_calls(self):
        self.assert_refused(self.words(), self.photos)  # nothing there
        self.photographs(1)
        self.assert_refused(self.words("--shard", "4/3"), "3/16", code=2)
        self.assert_refused(self.words(output=self.photos), "--output")
        self.assert_refused(self.words("--report", "r.json"), "--report", code=2)
        self.assert_refused([NEURAL_STYLE, "batch"], "pictures", code=2)
        self.assert_refused([NEURAL_STYLE, "batch-worker", "x", "--style", "s"], "neural-style batch")
        help_text = self.run_batch([NEURAL_STYLE, "batch", "--help"])
        self.assertEqual((help_text.returncode, help_text.stderr), (0, ""))
        self.assertIn("--shard", help_text.stdout)

    def test_several_at_once_paint_the_same(self):
        self.photographs(5)
        self.assert_done(self.words("--at-once", 1, steps=20), painted=5)
        alone = self.results()
        shutil.rmtree(self.output)
        self.assert_done(self.words("--at-once", 3, steps=20), painted=5)
        self.assertEqual(self.results(), alone)

    def assert_each_painted_once(self, summaries, parts, alone):
        counts = [tuple(int(count) for count in found) for found in SUMMARY.findall(summaries)]
        self.assertEqual(len(counts), parts, summaries)
        self.assertEqual([sum(kind) for kind in zip(*counts)], [len(alone), 0, 0])
        self.assertEqual(self.results(), alone)

    def test_shards_at_the_same_time(self):
        self.photographs(7)
        self.assert_done(self.words(), painted=7)
        alone = self.results()
        shutil.rmtree(self.output)
        calls = [self.words("--shard", f"{i}/3", "--at-once", 1) for i in (1, 2, 3)]
        shards = [subprocess.Popen(words, env=self.environment, stdout=subprocess.PIPE, text=True) for words in calls]
        self.assert_each_painted_once("".join(shard.communicate(timeout=300)[0] for shard in shards), 3, alone)
        self.assert_done(self.words(), painted=0, there=7)
        self.assert_done(self.words("--shard", "8/8"), painted=0)

    def test_shards_beside_the_pictures(self):
        files = self.photographs(5)
        calls = [self.words("--shard", f"{i}/3", output=None) for i in (1, 2, 3)]
        shards = [subprocess.Popen(words, env=self.environment, stdout=subprocess.PIPE, text=True) for words in calls]
        for shard in shards:
            shard.communicate(timeout=300)
            self.assertEqual(shard.returncode, 0)
        self.assertEqual(len(list(self.photos.iterdir())), 2 * len(files))
        self.assert_done(self.words(output=None), painted=0, there=5)

    def with_scheduler(self, line):
        """Runs the line of a shell as the help shows it."""
        line = line.replace("neural-style", '"$NEURAL_STYLE"', 1)
        environment = {**self.environment, "NEURAL_STYLE": str(NEURAL_STYLE)}
        return subprocess.run(["sh", "-c", line], cwd=self.folder, env=environment, capture_output=True, text=True,
                              timeout=300)

    def test_lines_of_the_help(self):
        self.photographs(6)
        self.assert_done(self.words(), painted=6)
        alone = self.results()
        painting = "neural-style batch photos --style style.png --steps 2 --output painted --at-once 1"
        lines = {
            "xargs": f"seq 4 | xargs -P 4 -I{{}} {painting} --shard {{}}/4",
            "parallel": f"parallel {painting} --shard {{}}/4 ::: 1 2 3 4",
            # What Slurm sets for each task of an array, by hand.
            "sh": f"for SLURM_ARRAY_TASK_ID in 1 2 3; do SLURM_ARRAY_TASK_COUNT=3; {painting} "
                  '--shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" & done; wait',
        }
        for program, line in lines.items():
            with self.subTest(program):
                if shutil.which(program) is None:
                    self.skipTest(f"there is no {program} here")
                shutil.rmtree(self.output)
                done = self.with_scheduler(line)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertNotIn("neural-style", done.stderr)
                self.assert_each_painted_once(done.stdout, 3 if program == "sh" else 4, alone)

    def start(self, words):
        process = subprocess.Popen(words, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True)
        self.addCleanup(process.kill)
        return process

    def wait_for(self, condition, process=None):
        deadline = time.monotonic() + 60
        while not condition():
            if process:
                self.assertIsNone(process.poll(), "it ended before it was stopped")
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def workers_of(self, process):
        return [int(child) for child in pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]

    def is_alive(self, process_id):
        try:
            return pathlib.Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except (FileNotFoundError, ProcessLookupError):  # it may end between opening and reading
            return False

    def painted_alone(self, count, steps):
        self.photographs(count)
        self.assert_done(self.words(steps=steps), painted=count)
        results = self.results()
        shutil.rmtree(self.output)
        return results

    def test_killed_and_resumed(self):
        steps = 300
        alone = self.painted_alone(8, steps)
        words = self.words("--at-once", 2, steps=steps)
        process = self.start(words)
        self.wait_for(lambda: len(self.results()) >= 2, process)
        workers = self.workers_of(process)
        self.assertEqual(len(workers), 2)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=300)
        self.wait_for(lambda: not any(self.is_alive(worker) for worker in workers))
        before = self.results()
        self.assertLess(len(before), 8)
        for name, data in before.items():
            self.assertEqual(data, alone[name])  # whole
        times = self.times()
        self.assert_done(words, painted=8 - len(before), there=len(before))
        self.assertEqual(self.results(), alone)
        self.assertEqual({name: self.times()[name] for name in before}, {name: times[name] for name in before})

    def test_stopped_and_resumed(self):
        steps = 300
        alone = self.painted_alone(8, steps)
        words = self.words("--at-once", 2, steps=steps)
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number):
                shutil.rmtree(self.output, ignore_errors=True)
                process = self.start(words)
                self.wait_for(lambda: len(self.results()) >= 2, process)
                workers = self.workers_of(process)
                start = time.monotonic()
                process.send_signal(number)
                stdout, stderr = process.communicate(timeout=300)
                self.assertLess(time.monotonic() - start, 5)
                self.assertEqual((process.returncode, stdout), (130, ""))
                self.assertRegex(stderr, r"^neural-style: Stopped \(painted: \d, there already: 0\)[^\n]+goes on[^\n]+\n$")
                self.assertFalse(any(self.is_alive(worker) for worker in workers))
                painted = len(self.results())
                self.assertLess(painted, 8)
                self.assert_done(words, painted=8 - painted, there=painted)
                self.assertEqual(self.results(), alone)

    def test_a_process_that_breaks_down_costs_one_picture(self):
        self.photographs(4)
        words = self.words("--at-once", 2, steps=500)
        process = self.start(words)
        self.wait_for(lambda: len(self.results()) >= 1 and len(self.workers_of(process)) == 2, process)
        os.kill(self.workers_of(process)[0], signal.SIGKILL)
        stdout, stderr = process.communicate(timeout=300)
        self.assertEqual((process.returncode, stdout), (1, "painted: 3, there already: 0, failed: 1\n"))
        self.assertIn("Killed", stderr)
        self.assert_done(words, painted=1, there=3)

    def frames(self, count):
        """Makes the frames of a film: a white square moves over a pattern."""
        for i in range(count):
            square = range(4 + 10 * i, 14 + 10 * i)
            png(self.photos / f"{i:04}.png", 64, 48,
                lambda x, y: b"\xff\xff\xff" if x in square and 30 <= y < 40 else bytes((4 * x, 5 * y, x * y % 200)))

    def flicker(self, words, painted, there=0):
        done = self.run_batch(words)
        found = re.fullmatch(rf"painted: {painted}, there already: {there}, failed: 0\nwhere the pictures stand still, the "
                             r"paintings differ by ([\d.]+) of 255, the pictures themselves by ([\d.]+)\n", done.stdout)
        self.assertTrue(found, done.stdout + done.stderr)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return [float(number) for number in found.groups()]

    def test_frames_are_steady(self):
        self.frames(4)
        restless, noise = self.flicker(self.words("--steady", 0, steps=20), painted=4)
        shutil.rmtree(self.output)
        steady, _ = self.flicker(self.words("--steady", 1, steps=20), painted=4)
        self.assertEqual(noise, 0)
        self.assertGreater(restless, 0.2)
        self.assertLess(steady, restless / 2)
        frames = self.results()
        self.assert_done(self.words("--steady", 1, steps=20), painted=0, there=4)
        told = self.assert_done(self.words(steps=20), painted=0, failed=4)  # painted otherwise
        self.assertIn("--overwrite", told)
        self.assertEqual(self.results(), frames)

    def test_frames_go_on_after_a_stop(self):
        steps = 200
        self.frames(5)
        words = self.words("--steady", 0.7, steps=steps)
        whole = self.flicker(words, painted=5)
        alone = self.results()
        for number in (signal.SIGINT, signal.SIGKILL):
            with self.subTest(number):
                shutil.rmtree(self.output)
                process = self.start(words)
                self.wait_for(lambda: len(self.results()) >= 2, process)
                process.send_signal(number)
                process.communicate(timeout=300)
                self.assertEqual(process.returncode, 130 if number == signal.SIGINT else -number)
                painted = len(self.results())
                self.assertLess(painted, 5)
                self.assertEqual(self.flicker(words, painted=5 - painted, there=painted), whole)
                self.assertEqual(self.results(), alone)

    def test_a_bad_frame_is_left_out(self):
        self.frames(4)
        cut = self.photos / "0001.png"
        png(cut, 64, 48, lambda x, y: os.urandom(3))
        cut.write_bytes(cut.read_bytes()[:5000])
        done = self.run_batch(self.words("--steady", 1))
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stdout.startswith("painted: 3, there already: 0, failed: 1\n"), done.stdout)
        self.assertEqual(list(self.results()), ["0000.png", "0002.png", "0003.png"])

    def test_progress_on_a_terminal(self):
        self.photographs(3)
        (self.photos / "photo 1.png").write_text("not a picture\n")
        terminal, end = pty.openpty()
        process = subprocess.Popen(self.words(steps=200), env=self.environment, stdout=subprocess.DEVNULL, stderr=end)
        os.close(end)
        shown = b""
        while select.select([terminal], [], [], 60)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:  # the other end is closed
                break
        os.close(terminal)
        self.assertEqual(process.wait(timeout=300), 1)
        self.assertRegex(shown, rb"\d of 2 pictures, +\d+ %")
        self.assertRegex(shown, rb"\r\x1b\[Kneural-style: 1 picture ")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
