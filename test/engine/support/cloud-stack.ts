import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { placeThing, readThings } from "../../doubles/account";
import type { Beside } from "../../doubles/account-rules";
import { readCalls, type Call, type Method } from "../../doubles/calls";
import { readCommands, type Command } from "../../doubles/credential";
import { writeFaults, type Fault } from "../../doubles/faults";
import { fileNames, folderVariable } from "../../doubles/folder";
import { Gate } from "../../doubles/gate";
import { writeProfile, type Profile } from "../../doubles/profile";
import { readStandingCluster } from "../../doubles/standing-cluster";
import { PulumiStack } from "./pulumi-stack";

const repository = resolve(__dirname, "../../..");
const bin = resolve(__dirname, "../../doubles/bin");

/** Blocks of a stack file, such as `flink-platform:cluster`. */
export type Config = Readonly<Record<string, any>>;

/** What a stack runs on, and what it runs. */
export interface CloudStackOptions {
    /**
     * File with the kubeconfig of the cluster that stands in for the cloud's.
     *
     * @default a cluster that does not answer: good for previews of a stack that is not there yet
     */
    readonly kubeconfig?: string;
    /**
     * Source of a CommonJS module, which may `require` the package and its dependencies.
     *
     * @default the package's own program, which the stack file describes
     */
    readonly program?: string;
    /** Another stack, whose account and cluster this one uses. @default an account of its own, with nothing in it */
    readonly accountOf?: CloudStack;
}

/** A stack that the real engine runs against the provider doubles. */
export class CloudStack extends PulumiStack {
    /** What the doubles share; see `test/doubles/folder.ts`. */
    private readonly doubles: string;
    /**
     * Whether the machine trusts the stand-in cluster's certificate. GKE's endpoint has one that every machine trusts, so
     * its kubeconfig names no authority; the other clouds' kubeconfigs must name theirs, and are not helped.
     */
    private trusting = false;
    private gate: Gate | undefined;

    private constructor(name: string, accountOf: CloudStack | undefined) {
        super(name);
        this.doubles = accountOf?.doubles ?? join(this.folder, "doubles");
    }

    /** @param config blocks of the stack file */
    static async create(name: string, config: Config, options: CloudStackOptions = {}): Promise<CloudStack> {
        const { kubeconfig, program, accountOf } = options;
        const stack = new CloudStack(name, accountOf);
        stack.makeProject(program === undefined ? "dist/main.js" : "program.js");
        stack.configure(config);
        if (program !== undefined) {
            stack.write(program);
        }
        mkdirSync(stack.doubles, { recursive: true });
        if (kubeconfig !== undefined) {
            await stack.stand(readFileSync(kubeconfig, "utf8"));
        }
        const { certificateAuthority } = readStandingCluster(stack.doubles);
        writeFileSync(stack.authorityFile, certificateAuthority);
        await stack.init();
        return stack;
    }

    /** Replaces the program of a stack that was made with one. */
    write(program: string): void {
        this.trusting = program.includes("GkeCluster");
        const requirer = `require("node:module").createRequire(${JSON.stringify(join(repository, "package.json"))})`;
        const source = `module.exports = ((require) => {\n${program}\n})(${requirer});\n`;
        writeFileSync(join(this.folder, "program.js"), source);
    }

    /** Replaces the stack file's blocks; what the CLI wrote beside them stays. */
    configure(config: Config): void {
        const file = join(this.folder, "stacks", "Pulumi.dev.yaml");
        const written = existsSync(file) ? parse(readFileSync(file, "utf8")) : {};
        writeFileSync(file, stringify({ ...written, config }));
        this.trusting = config["flink-platform:cluster"]?.cloud === "gke";
    }

    /** Calls of the doubles so far, in order; of one method if it is named. */
    calls(method?: Method): Call[] {
        return readCalls(this.doubles).filter((call) => method === undefined || call.method === method);
    }

    /** Calls of the clouds' commands so far, in order. */
    commands(): Command[] {
        return readCommands(this.doubles);
    }

    /** Forgets calls and commands, so that what follows stands alone. */
    forget(): void {
        rmSync(join(this.doubles, fileNames.calls), { force: true });
        rmSync(join(this.doubles, fileNames.commands), { force: true });
    }

    /** What goes wrong from now on; nothing without arguments. */
    faults(...faults: readonly Fault[]): void {
        writeFaults(this.doubles, faults);
    }

    /** What the account and its clusters are like from now on. */
    profile(profile: Profile): void {
        writeProfile(this.doubles, profile);
    }

    /** Puts something into the account that was there before the program, such as a network for it to adopt. */
    place(thing: Beside, outputs: Record<string, unknown> = {}): void {
        placeThing(this.doubles, thing, outputs);
    }

    /** Everything in the account as `type id`, sorted. */
    account(): string[] {
        return readThings(this.doubles)
            .map(({ type, id }) => `${type} ${id}`)
            .sort();
    }

    /** Lets the stand-in cluster be reached through the gate alone, as the doubles' account says. */
    private async stand(kubeconfig: string): Promise<void> {
        const file = join(this.doubles, fileNames.kubeconfig);
        writeFileSync(file, kubeconfig);
        const { server } = readStandingCluster(this.doubles);
        this.gate = await Gate.open(this.doubles, server);
        writeFileSync(file, kubeconfig.replaceAll(server, this.gate.url));
    }

    override remove(): void {
        this.gate?.close();
        super.remove();
    }

    /** The engine looks for plugins of every provider under `node_modules`; linked alone, the SDK has none. */
    private makeProject(main: string): void {
        for (const folder of ["backend", "home", "stacks", "node_modules/@pulumi"]) {
            mkdirSync(join(this.folder, folder), { recursive: true });
        }
        const project = parse(readFileSync(join(repository, "Pulumi.yaml"), "utf8"));
        writeFileSync(join(this.folder, "Pulumi.yaml"), stringify({ ...project, main }));
        for (const linked of ["package.json", "dist", "LICENSE", "node_modules/@pulumi/pulumi"]) {
            symlinkSync(join(repository, linked), join(this.folder, linked));
        }
        writeFileSync(join(this.folder, "home", "logs"), ""); // a file here keeps the CLI from writing logs of runs
    }

    private get authorityFile(): string {
        return join(this.doubles, "authority.pem");
    }

    protected environment(): NodeJS.ProcessEnv {
        const shared = Object.entries(this.sharedEnvironment(join(this.folder, "home")));
        const own = shared.filter(([name]) => !/^(AWS|GOOGLE|CLOUDSDK|ARM|AZURE)_/.test(name));
        return {
            ...Object.fromEntries(own),
            PATH: [bin, process.env["PATH"]].join(delimiter),
            [folderVariable]: this.doubles,
            NODE_OPTIONS: `--require ${join(__dirname, "short-pauses.cjs")}`,
            ...(this.trusting ? { SSL_CERT_FILE: this.authorityFile, NODE_EXTRA_CA_CERTS: this.authorityFile } : {}),
        };
    }
}
