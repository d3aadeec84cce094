// A message centre for tests: the server of the npm package `smpp`, which shares no code with ours.
//
//     MODULES=…/node_modules node smsc.mjs
//
// The first line on stdout is {"port":…}, each other one says what came. How it behaves follows from the last
// digits of the number that a message is for; see below. The password is "secret".
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const smpp = createRequire(`${process.env.MODULES}/`)("smpp");
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
let next = 1;

const receipt = (session, submit, id, stat) =>
  session.deliver_sm({
    source_addr: submit.destination_addr,
    destination_addr: submit.source_addr,
    esm_class: 4,
    short_message: `id:${id} sub:001 dlvrd:001 submit date:2511200900 done date:2511200901 ` +
      `stat:${stat} err:000 text:hello stat:REJECTD`,
  }, (pdu) => say({ answered: id, status: pdu.command_status }));

const server = smpp.createServer((session) => {
  // Errors of a line that the other side cuts are part of the game.
  session.on("error", () => {});
  session.on("bind_transceiver", (pdu) => {
    const known = pdu.system_id === "commune" && pdu.password === "secret";
    say({ bound: known, version: pdu.interface_version });
    session.send(pdu.response({ command_status: known ? smpp.ESME_ROK : smpp.ESME_RBINDFAIL, system_id: "smsc" }));
  });
  session.on("enquire_link", (pdu) => {
    say({ enquired: true });
    session.send(pdu.response());
  });
  session.on("deliver_sm_resp", () => {});
  session.on("unbind", (pdu) => {
    say({ unbound: true });
    session.send(pdu.response());
    session.close();
  });
  session.on("submit_sm", (pdu) => {
    const text = pdu.short_message.message;
    const payload = pdu.message_payload?.message ?? pdu.message_payload;
    say({
      to: pdu.destination_addr,
      from: pdu.source_addr,
      ton: pdu.source_addr_ton,
      esm_class: pdu.esm_class,
      registered: pdu.registered_delivery,
      coding: pdu.data_coding,
      udh: pdu.short_message.udh?.map((part) => Buffer.from(part).toString("hex")) ?? [],
      text: Buffer.isBuffer(text) ? text.toString("hex") : text,
      payload: payload === undefined ? null : String(payload),
    });
    const id = `m${next++}`;
    const ok = () => session.send(pdu.response({ message_id: id }));
    const no = (command_status) => session.send(pdu.response({ command_status }));
    switch (pdu.destination_addr.slice(-3)) {
      case "002": return no(smpp.ESME_RINVDSTADR);
      case "003": return undefined; // never answers
      case "004": return no(smpp.ESME_RTHROTTLED);
      case "005": return session.socket.write(Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n"));
      case "006": ok(); return session.close(); // hangs up
      case "007": receipt(session, pdu, id, "DELIVRD"); return ok(); // the receipt comes first
      case "008": ok(); return receipt(session, pdu, id, "UNDELIV");
      case "009": ok(); receipt(session, pdu, id, "DELIVRD"); return receipt(session, pdu, id, "DELIVRD");
      default: return ok();
    }
  });
});

// The test's end is ours.
createInterface({ input: process.stdin }).on("close", () => process.exit(0));
server.listen(0, "127.0.0.1", () => say({ port: server.address().port }));
