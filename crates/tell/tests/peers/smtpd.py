"""A mail server for tests: aiosmtpd, which shares no code with ours.

    PYTHONPATH=… python3 smtpd.py [--tls CERTIFICATE KEY] [--password PASSWORD]

The first line on stdout is {"port":…}, each other one is a mail that was taken. How it behaves follows from the
name before the @ of the receiver; see `handle_RCPT`.
"""

import argparse
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


def say(what):
    print(json.dumps(what), flush=True)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "nobody":
            return f"550 5.1.1 <{address}>: Recipient address rejected"
        if name == "later":
            return "451 4.3.0 try again later"
        if name == "silent":
            await asyncio.sleep(3600)
        if name == "garbage":
            return "hello there"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()}
        headers = {name.lower(): str(value) for name, value in mail.items()}
        say({"to": envelope.rcpt_tos, "from": envelope.mail_from, "headers": headers, "parts": parts,
             "tls": session.ssl is not None})
        return "250 2.0.0 taken"


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--tls", nargs=2)
    args.add_argument("--password")
    args = args.parse_args()
    options = {"hostname": "mail.test"}
    if args.tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*args.tls)
        options |= {"tls_context": context, "require_starttls": True}
    if args.password:
        def known(server, session, envelope, mechanism, data):
            return AuthResult(success=data.password == args.password.encode(), handled=False)
        options |= {"authenticator": known, "auth_required": True, "auth_require_tls": False}

    async def serve():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Handler(), **options), "127.0.0.1", 0)
        say({"port": server.sockets[0].getsockname()[1]})
        # The test's end is ours.
        await loop.run_in_executor(None, sys.stdin.read)

    asyncio.run(serve())


main()
