// A real OpenID provider on loopback, for tests: panva's `oidc-provider` with its own checks of redirects,
// PKCE, codes and clients. Who is named in `login_hint` is signed in without a form.
//
//   node op.mjs <lib/index.js of oidc-provider>
//
// The first line on stdout is the issuer. It ends when stdin closes. Tests steer it below /control:
//   POST /control/rotate          new signing keys; what was issued before stays
//   POST /control/mode/<name>     well, down, slow, garbage, broken, tamper, unsigned
//   POST /control/level/<acr>     the assurance that signing in gives from now on
//   GET  /control/count           how often it was asked, by the first part of the path
//   GET  /control/now             its clock, in milliseconds
//   GET  /control/logout-token/<sub>  a back-channel logout token for somebody

import { generateKeyPairSync, createPrivateKey, createHash, sign, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const { default: Provider } = await import(pathToFileURL(process.argv[2]));
// By hand: the address of an office that is tried with it, without a slash at the end.
const office = process.argv[3] ? [process.argv[3]] : [];

const people = {
  thanh: {
    name: "Lê Thị Thanh",
    personal_number: "000191000001",
    tax_codes: ["0001910001"],
    phone_number: "0900000001",
    email: "thanh@example.test",
    kind: "1",
  },
  cuahang: {
    name: "Hộ kinh doanh Minh An",
    personal_number: "000085000002",
    tax_codes: "0001910026-001 0001910026",
    phone_number: "0900000002",
    kind: "2",
  },
  // Names nothing but itself.
  bare: {},
};

const state = { mode: "well", level: "level2", count: {}, keys: [], turn: 0 };
const server = createServer();
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

// One key of each kind that a provider may sign with. The name says which generation it is of.
function freshKeys() {
  state.turn += 1;
  const kinds = [
    ["RS256", () => generateKeyPairSync("rsa", { modulusLength: 2048 })],
    ["ES256", () => generateKeyPairSync("ec", { namedCurve: "P-256" })],
    ["EdDSA", () => generateKeyPairSync("ed25519")],
  ];
  return kinds.map(([alg, make]) => ({
    ...make().privateKey.export({ format: "jwk" }),
    kid: `${alg}-${state.turn}`,
    alg,
    use: "sig",
  }));
}

function client(id, more) {
  return {
    client_id: id,
    client_secret: `${id}-secret-0123456789abcdef0123456789abcdef`,
    redirect_uris: [
      "http://127.0.0.1:9/sign-in/back",
      "https://motcua.test/citizen/callback",
      ...office.map((at) => `${at}/citizen/callback`),
    ],
    post_logout_redirect_uris: ["http://127.0.0.1:9/", "https://motcua.test/", ...office.map((at) => `${at}/`)],
    response_types: ["code"],
    grant_types: ["authorization_code"],
    token_endpoint_auth_method: "client_secret_basic",
    ...more,
  };
}

function configuration() {
  return {
    clients: [
      client("motcua", {}),
      client("motcua-post", { token_endpoint_auth_method: "client_secret_post" }),
      client("motcua-es", { id_token_signed_response_alg: "ES256" }),
      client("motcua-ed", { id_token_signed_response_alg: "EdDSA" }),
    ],
    jwks: { keys: state.keys },
    cookies: { keys: ["not a secret"] },
    acrValues: ["level1", "level2"],
    scopes: ["openid"],
    claims: { profile: ["name", "personal_number", "tax_codes", "kind"], email: ["email"], phone: ["phone_number"] },
    enabledJWA: { idTokenSigningAlgValues: ["RS256", "ES256", "EdDSA"] },
    pkce: { methods: ["S256"], required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid profile email phone");
      await grant.save();
      return grant;
    },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 3600, Interaction: 600, Session: 3600, Grant: 3600 },
  };
}

let provider;
function open() {
  state.keys = freshKeys();
  provider = new Provider(issuer, configuration());
  provider.on("server_error", (_, error) => console.error(error));
}
open();

async function interact(request, response) {
  const { params } = await provider.interactionDetails(request, response);
  const accountId = params.login_hint ?? "thanh";
  if (accountId === "nobody") {
    const result = { error: "access_denied", error_description: "the person said no" };
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  const result = { login: { accountId, acr: state.level, amr: ["pwd"] } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

function signed(header, payload) {
  const key = state.keys.find((one) => one.alg === "RS256");
  const text = `${encoded({ alg: "RS256", kid: key.kid, ...header })}.${encoded(payload)}`;
  const made = sign("sha256", Buffer.from(text), createPrivateKey({ key, format: "jwk" }));
  return `${text}.${made.toString("base64url")}`;
}

// Somebody between the provider and us who says that it was somebody else.
function forged(token, mode) {
  const [header, payload, signature] = token.split(".");
  const claims = { ...JSON.parse(Buffer.from(payload, "base64url")), sub: "somebody-else" };
  if (mode === "unsigned") return `${encoded({ alg: "none" })}.${encoded(claims)}.`;
  return `${header}.${encoded(claims)}.${signature}`;
}

function tampering(response) {
  const end = response.end.bind(response);
  response.end = (body, ...rest) => {
    const text = Buffer.isBuffer(body) ? body.toString() : body;
    const answer = typeof text === "string" && text.startsWith("{") ? JSON.parse(text) : {};
    if (!answer.id_token) return end(body, ...rest);
    answer.id_token = forged(answer.id_token, state.mode);
    const changed = JSON.stringify(answer);
    response.setHeader("content-length", Buffer.byteLength(changed));
    return end(changed);
  };
}

function logoutToken(sub) {
  const now = Math.floor(Date.now() / 1000);
  const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
  const payload = { iss: issuer, aud: "motcua", iat: now, exp: now + 120, jti: randomUUID(), sub, events };
  return signed({ typ: "logout+jwt" }, { ...payload, sid: createHash("sha256").update(sub).digest("hex") });
}

function control(path, response) {
  const [, , what, value] = path.split("/");
  let said = "done";
  if (what === "rotate") open();
  else if (what === "mode") state.mode = value;
  else if (what === "level") state.level = value;
  else if (what === "count") said = JSON.stringify(state.count);
  else if (what === "now") said = String(Date.now());
  else if (what === "logout-token") said = logoutToken(value);
  response.end(said);
}

server.on("request", (request, response) => {
  const path = request.url.split("?")[0];
  if (path.startsWith("/control/")) return control(path, response);
  const part = path.split("/")[1];
  state.count[part] = (state.count[part] ?? 0) + 1;
  if (state.mode === "down") return request.socket.destroy();
  // Never answers: who asked has to give up.
  if (state.mode === "slow") return undefined;
  if (state.mode === "garbage") {
    response.setHeader("content-type", "text/html");
    return response.end("<h1>Captive portal</h1>");
  }
  if (state.mode === "broken") {
    response.statusCode = 503;
    return response.end("later");
  }
  if (["tamper", "unsigned"].includes(state.mode) && path === "/token") tampering(response);
  if (path.startsWith("/interaction/")) {
    return interact(request, response).catch((error) => response.writeHead(500).end(String(error)));
  }
  return provider.callback()(request, response);
});

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
console.log(issuer);
