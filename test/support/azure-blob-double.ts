import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** What the double of an account knows. */
export interface AzureBlobArgs {
    readonly tenantId: string;
    readonly clientId: string;
    /** The token of the only service account that the identity trusts. */
    readonly federatedToken: string;
    readonly container: string;
    /** Whether the identity may write a file, once its right is known. */
    readonly permits: (path: string) => boolean;
    /** Refusals by either service until the new identity and its right are known. @default none */
    readonly refusals?: { readonly identity?: number; readonly right?: number };
}

interface Answer {
    readonly status: number;
    readonly body: string;
}

/** Bearer token that the double gives for storage. */
export const storageToken = "eyJ0eXAi.storage-token.c2ln";

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/**
 * Microsoft's login endpoint and one container of Blob Storage, by what their documentation says they take and refuse:
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow and
 * https://learn.microsoft.com/rest/api/storageservices/put-blob.
 */
export class AzureBlobDouble {
    /** Content of each file by its path. */
    readonly files = new Map<string, Buffer>();
    /** Method, path and status of each request. */
    readonly requests: string[] = [];
    private readonly server: http.Server;
    private readonly left: { identity: number; right: number };

    constructor(private readonly args: AzureBlobArgs) {
        this.left = { identity: 0, right: 0, ...args.refusals };
        this.server = http.createServer((request, response) => {
            void buffer(request).then((body) => {
                const { status, body: text } = this.answer(request, body);
                this.requests.push(`${request.method} ${request.url} ${status}`);
                response.writeHead(status, { "Content-Length": Buffer.byteLength(text) }).end(text);
            });
        });
    }

    /** Starts to listen; returns its address. */
    async listen(): Promise<string> {
        await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    close(): void {
        this.server.close().closeAllConnections();
    }

    private answer(request: http.IncomingMessage, body: Buffer): Answer {
        const { method, url = "" } = request;
        if (method === "POST" && url === `/${this.args.tenantId}/oauth2/v2.0/token`) {
            return this.signIn(new URLSearchParams(body.toString()));
        }
        const path = `/${this.args.container}/`;
        if (method !== "PUT" || !url.startsWith(path)) {
            return storageError(404, "ContainerNotFound", "The specified container does not exist.");
        }
        return this.put(url.slice(path.length), request.headers, body);
    }

    private signIn(form: URLSearchParams): Answer {
        const wanted = {
            scope: "https://storage.azure.com/.default",
            grant_type: "client_credentials",
            client_assertion_type: assertionType,
        };
        const lacking = Object.entries(wanted).find(([key, value]) => form.get(key) !== value);
        if (lacking !== undefined) {
            return loginError(400, "invalid_request", `AADSTS900144: The request body must contain '${lacking[0]}'.`);
        }
        if (form.get("client_id") !== this.args.clientId) {
            return loginError(400, "unauthorized_client", "AADSTS700016: Application was not found in the directory.");
        }
        if (form.get("client_assertion") !== this.args.federatedToken || this.left.identity-- > 0) {
            const problem = "No matching federated identity record found for presented assertion subject.";
            return loginError(401, "invalid_client", `AADSTS700213: ${problem}`);
        }
        const token = { token_type: "Bearer", expires_in: 86399, ext_expires_in: 86399, access_token: storageToken };
        return { status: 200, body: JSON.stringify(token) };
    }

    private put(path: string, headers: http.IncomingHttpHeaders, body: Buffer): Answer {
        const { authorization, "x-ms-version": version, "x-ms-date": date } = headers;
        if (authorization !== `Bearer ${storageToken}`) {
            return storageError(401, "InvalidAuthenticationInfo", "Server failed to authenticate the request.");
        }
        // Tokens are known from this version on.
        if (typeof version !== "string" || version < "2017-11-09" || !isNow(date)) {
            return storageError(400, "InvalidHeaderValue", "The value for one of the HTTP headers is not valid.");
        }
        if (headers["x-ms-blob-type"] !== "BlockBlob" || headers["content-length"] !== String(body.length)) {
            return storageError(400, "MissingRequiredHeader", "A header that is mandatory is not specified.");
        }
        if (this.left.right-- > 0 || !this.args.permits(path)) {
            const problem = "This request is not authorized to perform this operation using this permission.";
            return storageError(403, "AuthorizationPermissionMismatch", problem);
        }
        this.files.set(path, body);
        return { status: 201, body: "" };
    }
}

/** `Mon, 30 Nov 2026 14:00:00 GMT` yes, if that is not longer ago than a quarter of an hour. */
function isNow(date: string | string[] | undefined): boolean {
    const form = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
    return typeof date === "string" && form.test(date) && Math.abs(Date.now() - Date.parse(date)) < 900_000;
}

function loginError(status: number, error: string, description: string): Answer {
    return { status, body: JSON.stringify({ error, error_description: `${description} Trace ID: ${Math.random()}` }) };
}

function storageError(status: number, code: string, message: string): Answer {
    const text = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}\nRequestId:${Math.random()}</Message></Error>`;
    return { status, body: text };
}
