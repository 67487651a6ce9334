# SPDX-License-Identifier: GPL-3.0-or-later
"""A server on this computer that gives a file in good and in bad ways, by the path it is asked for."""

import http.server
import threading
import time


class Server:
    """Serves `content`. `requests` keeps the paths and Range headers that it was asked for."""

    PIECE = 1 << 20

    def __init__(self, content, context=None):
        self.content, self.requests, self.closing = content, [], threading.Event()
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                server.requests.append((self.path, self.headers.get("Range")))
                try:
                    getattr(server, "give_" + self.path.strip("/").split("/")[0])(self)
                except OSError:  # the other side has gone
                    pass

            def log_message(self, *_):
                pass

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        if context:
            self.http.socket = context.wrap_socket(self.http.socket, server_side=True)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def address(self, path):
        return f"http://127.0.0.1:{self.http.server_port}/{path}"

    def close(self):
        self.closing.set()
        self.http.shutdown()
        self.http.server_close()

    def head(self, handler, status, length, **headers):
        handler.send_response(status)
        for name, value in {"Content-Type": "application/octet-stream", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(length))
        handler.end_headers()

    def start(self, handler):
        """Answers the request's Range; returns where it begins."""
        wanted, total = handler.headers.get("Range"), len(self.content)
        start = int(wanted.removeprefix("bytes=").split("-")[0]) if wanted else 0
        if start >= total:
            self.head(handler, 416, 0, Content_Range=f"bytes */{total}")
            return total
        if wanted:
            self.head(handler, 206, total - start, Content_Range=f"bytes {start}-{total - 1}/{total}")
        else:
            self.head(handler, 200, total)
        return start

    def give_file(self, handler):
        handler.wfile.write(self.content[self.start(handler) :])

    def give_stalling(self, handler):
        start = self.start(handler)
        handler.wfile.write(self.content[start : start + self.PIECE])
        handler.wfile.flush()
        self.closing.wait(30)

    def give_silence(self, handler):
        self.closing.wait(30)

    def give_pieces(self, handler):
        start = self.start(handler)
        handler.wfile.write(self.content[start : start + 8 * self.PIECE])

    def give_slowly(self, handler):
        start = self.start(handler)
        for position in range(start, len(self.content), self.PIECE // 8):
            handler.wfile.write(self.content[position : position + self.PIECE // 8])
            handler.wfile.flush()
            time.sleep(0.1)

    def give_whole(self, handler):
        self.head(handler, 200, len(self.content))
        handler.wfile.write(self.content)

    def give_wrongpart(self, handler):
        self.head(handler, 206, 4, Content_Range="bytes 5-8/100")
        handler.wfile.write(b"more")

    def give_page(self, handler):
        page = b"<!DOCTYPE html><title>Log in</title>"
        self.head(handler, 200, len(page), Content_Type="text/html; charset=utf-8")
        handler.wfile.write(page)

    def give_hiddenpage(self, handler):
        page = b"<html><title>Log in</title>"
        self.head(handler, 200, len(page))
        handler.wfile.write(page)

    def give_other(self, handler):
        self.head(handler, 200, 1000)
        handler.wfile.write(bytes(1000))

    def give_huge(self, handler):
        self.head(handler, 200, 10**12)
        handler.wfile.write(bytes(1000))

    def give_error(self, handler):
        self.head(handler, 503, 5)
        handler.wfile.write(b"later")

    def give_redirect(self, handler):
        """/redirect/<address with : and / as they are>"""
        self.head(handler, 302, 0, Location=handler.path.removeprefix("/redirect/"))
