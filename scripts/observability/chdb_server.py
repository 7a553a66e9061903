"""ClickHouse's HTTP interface before chdb, its engine as a library, for tests and the benchmark: chdb_server.py FOLDER [CONFIG]

It prints its port. As much of the interface is there as the Collector's exporter and this project's scripts use: queries
with parameters, inserts in the format Native without compression, and the block with which a client asks who is there.
"""
import os
import re
import struct
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from chdb.session import Session

INSERT = re.compile(r"\s*(INSERT\s+INTO\s[^;]*?\))\s*(?:FORMAT\s+Native|VALUES\b[^;]*)?;?\s*", re.IGNORECASE | re.DOTALL)


def native_text(text):
    return bytes([len(text)]) + text.encode()


def who_is_there(version):
    """The answer to a client's first question. Revision 0 means: send and expect the plainest form of the format."""
    columns = [
        ("displayName()", "String", native_text("chdb")),
        ("version()", "String", native_text(version)),
        ("revision()", "UInt32", struct.pack("<I", 0)),
        ("timezone()", "String", native_text("UTC")),
    ]
    block_info = b"\x01\x00" + b"\x02" + struct.pack("<i", -1) + b"\x00"
    head = bytes([len(columns), 1])
    return block_info + head + b"".join(native_text(name) + native_text(kind) + b"\x00" + value for name, kind, value in columns)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def answer(self, status, data):
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        self.do_POST()

    def do_POST(self):
        given = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query, keep_blank_values=True).items()}
        body = self.body()
        try:
            self.answer(200, self.server.run(given, body))
        except Exception as error:  # ClickHouse's own word for it is what the client should see.
            self.answer(500, str(error).encode())


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, folder, config):
        super().__init__(("127.0.0.1", 0), Handler)
        self.session = Session(folder + (f"?config-file={config}" if config else ""))
        self.version = self.session.query("SELECT version()", "TabSeparated").data().strip()
        self.lock = threading.Lock()

    def run(self, given, body):
        query = given.get("query", "")
        if not query:
            query, body = body.decode(), b""
        if "displayName()" in query:
            return who_is_there(self.version)
        insert = INSERT.fullmatch(query) if body else None
        if insert is None:
            params = {name[6:]: value for name, value in given.items() if name.startswith("param_")}
            return self.query(query, given.get("default_format", "TabSeparated"), params)
        with tempfile.NamedTemporaryFile(suffix=".native", delete=False) as file:
            file.write(body)
        try:
            return self.query(f"{insert[1]} SELECT * FROM file('{file.name}', 'Native')", "TabSeparated", {})
        finally:
            os.unlink(file.name)

    def query(self, text, answer_format, params):
        with self.lock:
            return self.session.query(text, answer_format, params=params).bytes() or b""


def end_with_the_caller():
    """Ends this process when whoever started it is gone, however that went."""
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=end_with_the_caller, daemon=True).start()
    server = Server(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
    print(server.server_address[1], flush=True)
    server.serve_forever()
