#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `neural-style models` as a user sees it, and its downloads from a server that does all that servers do wrong.
# Called by Meson as: test-models.py NEURAL-STYLE MAKE-RANDOM-ENCODER
import hashlib
import os
import pathlib
import pty
import select
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

from model_server import Server
from vgg_file import vgg16

NEURAL_STYLE = pathlib.Path(sys.argv[1]).resolve()
MAKE_RANDOM_ENCODER = pathlib.Path(sys.argv[2]).resolve()


CONTENT = vgg16()
SUM = hashlib.sha256(CONTENT).hexdigest()


class Models(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="neural-style-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.models = self.folder / "neural-style" / "models"
        self.environment = {**os.environ, "XDG_DATA_HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        for name in ("NEURAL_STYLE_MODELS", "http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            self.environment.pop(name, None)

    def call(self, *words):
        return subprocess.run([NEURAL_STYLE, "models", *words], env=self.environment, capture_output=True, text=True,
                              timeout=300)

    def assert_done(self, done):
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def assert_refused(self, done, *parts, code=1):
        """One sentence on stderr with these parts in it, nothing on stdout, no model left behind."""
        self.assertEqual((done.returncode, done.stdout), (code, ""), done.stderr)
        self.assertTrue(done.stderr.startswith("neural-style: "), done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        for part in parts:
            self.assertIn(str(part), done.stderr)
        self.assertFalse((self.models / "encoder-vgg16").exists())


class Commands(Models):
    def setUp(self):
        super().setUp()
        self.file = self.folder / "own.safetensors"
        subprocess.run([MAKE_RANDOM_ENCODER, self.file], check=True)

    def test_help(self):
        for words in (["--help"], ["list", "--help"], ["import", "--help"], ["fetch", "--help"], ["verify", "-h"],
                      ["remove", "--help"]):
            done = self.call(*words)
            self.assert_done(done)
            self.assertIn("neural-style models", done.stdout)
        self.assertIn("vgg-face-caffe", self.call("import", "--help").stdout)
        self.assertIn("vgg19, vgg16", self.call("fetch", "--help").stdout)

    def test_wrong_calls(self):
        for words, part in (
            ([], "needs a command"),
            (["import"], "needs a file"),
            (["fetch"], "name of a network"),
            (["remove"], "id of a model"),
            (["lend"], "lend"),
            (["list", "more"], "more"),
            (["fetch", "vgg20"], "vgg20"),
            (["fetch", "vgg19", "--sha256", "0X"], "0X"),
            (["fetch", "vgg19", "--timeout", "0"], "timeout"),
        ):
            with self.subTest(words):
                self.assert_refused(self.call(*words), part, code=2)

    def test_life_of_a_model(self):
        own = self.models / "encoder-own"
        sum = hashlib.sha256(self.file.read_bytes()).hexdigest()
        done = self.call("import", self.file, "--id", "encoder-own", "--sha256", sum[:12].upper())
        self.assert_done(done)
        for part in (f"SHA-256 {sum}: as expected", "--encoder encoder-own", own):
            self.assertIn(str(part), done.stdout)
        self.assertEqual(sorted(file.name for file in own.iterdir()), ["card.md", "weights.safetensors"])
        done = self.call("list")
        self.assert_done(done)
        stored = hashlib.sha256((own / "weights.safetensors").read_bytes()).hexdigest()
        for part in ("encoder-own\n", "Random", "MB", stored, "own.safetensors", own):
            self.assertIn(str(part), done.stdout)
        self.assertEqual(self.call("verify", "encoder-own").stdout, "encoder-own: is what was imported\n")
        weights = own / "weights.safetensors"
        weights.write_bytes(weights.read_bytes()[:-1] + b"\x33")
        done = self.call("verify", "encoder-own")
        self.assertEqual(done.returncode, 1)
        self.assertIn("numbers have changed", done.stdout)
        self.assertEqual(done.stderr.count("\n"), 1)
        weights.write_bytes(b"?")
        self.assertIn("Problem:", self.call("list").stdout)
        self.assert_done(self.call("remove", "encoder-own"))
        self.assertFalse(own.exists())
        self.assert_refused(self.call("remove", "encoder-own"), "encoder-own")
        self.assert_refused(self.call("verify", "encoder-own"), "encoder-own")

    def test_only_own_models_are_removed(self):
        other = self.folder / "elsewhere" / "encoder-other"
        other.mkdir(parents=True)
        shutil.copy(self.file, other / "weights.safetensors")
        self.environment["NEURAL_STYLE_MODELS"] = str(other.parent)
        self.assertIn("encoder-other", self.call("list").stdout)
        self.assert_refused(self.call("remove", "encoder-other"), "others are not removed")
        self.assert_refused(self.call("remove", "../models"), "id of a model")
        self.assertTrue((other / "weights.safetensors").exists())

    def test_painting_with_a_model(self):
        def paint(encoder):
            picture = self.folder / "picture.ppm.png"
            shutil.copy(pathlib.Path(__file__).parent.parent / "golden" / "disc.png", picture)
            words = ["--content", picture, "--style", picture, "--output", self.folder / "out.png", "--steps", "2",
                     "--encoder", encoder]
            return subprocess.run([NEURAL_STYLE, *words], env=self.environment, capture_output=True, text=True)

        self.assert_refused(paint("encoder-own"), "encoder-own", "neural-style models fetch vgg19")
        self.assert_done(self.call("import", self.file, "--id", "encoder-own"))
        self.assert_done(paint("encoder-own"))
        self.assert_done(paint("/some/folder/encoder-own"))  # what GIMP makes of it
        self.assert_refused(paint("none.safetensors"), "none.safetensors")

    def has_open(self, process, path):
        try:
            return path in [file.readlink() for file in pathlib.Path(f"/proc/{process.pid}/fd").iterdir()]
        except FileNotFoundError:  # it was closed meanwhile
            return False

    def test_stopping_an_import(self):
        large = self.folder / "large"
        with large.open("wb") as file:
            file.truncate(20_000_000_000)
        process = subprocess.Popen([NEURAL_STYLE, "models", "import", large], env=self.environment,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        deadline = time.monotonic() + 60
        while not self.has_open(process, large):
            self.assertIsNone(process.poll(), "it ended before it was stopped")
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        self.assertEqual((*process.communicate(timeout=300), process.returncode), (b"", b"", 130))
        self.assertFalse(self.models.exists())


class Fetch(Models):
    def setUp(self):
        super().setUp()
        self.server = Server(CONTENT)
        self.addCleanup(self.server.close)
        self.part = self.models / "downloads" / f"vgg16-{SUM}.pth.part"

    def words(self, path, *more):
        return ["fetch", "vgg16", "--from", self.server.address(path), "--sha256", SUM, "--timeout", "2", *more]

    def fetch(self, path):
        return self.call(*self.words(path))

    def keep_part(self, size):
        self.part.parent.mkdir(parents=True)
        self.part.write_bytes(CONTENT[:size])

    def assert_fetched(self, done):
        self.assert_done(done)
        self.assertIn(SUM, done.stdout)
        self.assertTrue((self.models / "encoder-vgg16" / "weights.safetensors").exists())
        self.assertEqual([file.name for file in self.models.iterdir()], ["encoder-vgg16"])

    def test_fetch(self):
        self.assert_fetched(self.fetch("file"))
        self.assertEqual(self.server.requests, [("/file", None)])
        self.assertIn("torchvision", self.call("list").stdout)

    def test_redirections(self):
        self.assert_fetched(self.fetch("redirect/" + self.server.address("file")))

    def test_redirections_that_are_not_followed(self):
        for target in ("http://example.com/file", "ftp://localhost/file", "file:///etc/passwd"):
            with self.subTest(target):
                self.assert_refused(self.fetch("redirect/" + target), target)
        self.server.give_loop = lambda handler: self.server.head(handler, 302, 0, Location="/loop")
        self.assert_refused(self.fetch("loop"), "without end")

    def test_addresses_that_are_not_asked(self):
        for address in ("http://example.com/file", "file:///etc/passwd", "http://localhost.example.com/", "nonsense",
                        "http://localhost@example.com/"):
            with self.subTest(address):
                self.assert_refused(self.call("fetch", "vgg16", "--from", address), address, "https")

    def test_certificates_are_checked(self):
        key = self.folder / "key.pem"
        made = subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", key,
                               "-subj", "/CN=localhost", "-days", "2"], capture_output=True)
        if made.returncode != 0 or not key.exists():
            self.skipTest("there is no openssl here")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate = key.read_bytes()
        (self.folder / "cert.pem").write_bytes(certificate[certificate.index(b"-----BEGIN CERT") :])
        context.load_cert_chain(self.folder / "cert.pem", key)
        server = Server(CONTENT, context)
        self.addCleanup(server.close)
        self.assert_refused(self.call("fetch", "vgg16", "--from", server.address("file").replace("http:", "https:")),
                            "certificate")
        self.assertEqual(server.requests, [])

    def test_break_offs_are_mended(self):
        self.assert_fetched(self.fetch("pieces"))
        size = 8 * Server.PIECE
        self.assertEqual(self.server.requests[1:3], [("/pieces", f"bytes={size}-"), ("/pieces", f"bytes={2 * size}-")])

    def test_a_stall_keeps_what_has_come(self):
        done = self.fetch("silence")
        self.assert_refused(done, "go on")
        self.assertEqual(len(self.server.requests), 4)
        self.keep_part_of_stall()
        self.assert_fetched(self.fetch("file"))
        self.assertEqual(self.server.requests[-1], ("/file", f"bytes={self.kept}-"))

    def keep_part_of_stall(self):
        words = [NEURAL_STYLE, "models", *self.words("stalling")]
        process = subprocess.Popen(words, env=self.environment, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not (self.part.exists() and self.part.stat().st_size > 0):
            time.sleep(0.05)
        second = self.fetch("file")  # while the first is at it
        self.assert_refused(second, "being downloaded already")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(60), 130)
        self.kept = self.part.stat().st_size
        self.assertGreater(self.kept, 0)

    def test_servers_without_ranges(self):
        self.keep_part(1000)
        self.assert_fetched(self.fetch("whole"))
        self.assertEqual(self.server.requests, [("/whole", "bytes=1000-")])

    def test_a_complete_part(self):
        self.keep_part(len(CONTENT))
        self.assert_fetched(self.fetch("file"))

    def test_a_part_that_is_wrong_is_deleted(self):
        self.part.parent.mkdir(parents=True)
        self.part.write_bytes(bytes(len(CONTENT) + 10))
        self.assert_refused(self.fetch("file"), "SHA-256")
        self.assert_fetched(self.fetch("file"))

    def test_another_part_than_asked_for(self):
        self.keep_part(1000)
        self.assert_refused(self.fetch("wrongpart"), "another part")
        self.assertEqual(self.part.stat().st_size, 1000)

    def test_pages_in_place_of_the_file(self):
        self.assert_refused(self.fetch("page"), "web page")
        self.assert_refused(self.fetch("hiddenpage"), "web page")
        self.keep_part(1000) if not self.part.parent.exists() else self.part.write_bytes(CONTENT[:1000])
        self.assert_refused(self.fetch("page"), "web page")

    def test_the_wrong_file(self):
        self.assert_refused(self.fetch("other"), SUM, hashlib.sha256(bytes(1000)).hexdigest())
        self.assertFalse(self.part.exists())

    def test_the_right_file_without_weights(self):
        self.server.content = b"no weights"
        sum = hashlib.sha256(b"no weights").hexdigest()
        done = self.call("fetch", "vgg16", "--from", self.server.address("file"), "--sha256", sum)
        self.assert_refused(done, "no weights that can be read")

    def test_errors_of_the_server(self):
        self.assert_refused(self.fetch("error"), "503")
        self.assert_refused(self.fetch("huge"), "larger")

    def test_no_server(self):
        address = self.server.address("file")
        self.server.close()
        self.assert_refused(self.call("fetch", "vgg16", "--from", address, "--timeout", "2"), address)

    def test_disk_full(self):
        limited = ["sh", "-c", 'ulimit -f 2000; trap "" XFSZ; exec "$@"', "sh"]
        words = [*limited, NEURAL_STYLE, "models", *self.words("file")]
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True)
        self.assert_refused(done, "cannot be written")

    def test_progress_and_control_c_on_a_terminal(self):
        child, terminal = pty.fork()
        if child == 0:
            os.execve(NEURAL_STYLE, [str(word) for word in [NEURAL_STYLE, "models", *self.words("slowly")]],
                      self.environment)
        shown, typed, deadline = b"", False, time.monotonic() + 60
        while time.monotonic() < deadline:
            if select.select([terminal], [], [], 1)[0]:
                try:
                    shown += os.read(terminal, 65536)
                except OSError:
                    break
            if not typed and b"5 %" in shown:
                os.write(terminal, b"\x03")
                typed = True
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 130)
        os.close(terminal)
        self.assertTrue(shown.endswith(b"\r\x1b[K"), shown[-80:])
        size = self.part.stat().st_size
        self.assertGreater(size, 0)
        self.assert_fetched(self.fetch("file"))
        self.assertEqual(self.server.requests[-1], ("/file", f"bytes={size}-"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
