// Writes src/plugin/args.ts, the arguments of FlinkStack, from the form of a stack file and its options' descriptions;
// without --write it holds the file to them.
import * as fs from "node:fs";
import * as prettier from "prettier";
import { z } from "zod";
import { clouds } from "../src/stack/clouds";
import { stackFile } from "../src/stack/config";
import { twoFields } from "../src/plugin/two-fields";
import { describedBlock, describedCluster, type Description } from "./described-options";

const file = "src/plugin/args.ts";
const head = `// Written by npm run plugin-args -- --write, from the form of a stack file.
/* eslint-disable max-lines, @typescript-eslint/no-explicit-any */
`;

/** Interfaces by the form that they have; a form that stands in several places is one interface. */
const names = new Map<z.ZodType, string>();
const interfaces: string[] = [];
const defaults = "applicationDefaults";

interface Field {
    readonly name: string;
    readonly type: string;
    readonly optional: boolean;
    readonly meaning: string;
}

/** Declares an interface once. */
function declare(form: z.ZodType, name: string, make: () => readonly Field[], meaning: string): string {
    const known = names.get(form);
    if (known !== undefined) {
        return known;
    }
    if ([...names.values()].includes(name)) {
        throw new Error(`two forms are called ${name}`);
    }
    names.set(form, name);
    const place = interfaces.push("") - 1; // before those that it names
    const fields = make().map(({ name: field, type, optional, meaning: text }) => {
        return `${commentOf(text)}${field}${optional ? "?" : ""}: ${type};`;
    });
    interfaces[place] = `${commentOf(meaning)}export interface ${name} {\n${fields.join("\n")}\n}`;
    return name;
}

const commentOf = (text: string) => (text === "" ? "" : `/** ${text} */\n`);

/** Type of a form that is one in every language. */
function typeOf(form: z.ZodType, name: string, described: Description): string {
    if (form instanceof z.ZodOptional) {
        return typeOf(form.unwrap() as z.ZodType, name, described);
    }
    if (form instanceof z.ZodString || form instanceof z.ZodEnum || form instanceof z.ZodLiteral) {
        return "string";
    }
    if (form instanceof z.ZodUnion && form.options.every((option) => option instanceof z.ZodObject)) {
        return declare(
            form,
            name,
            () => fieldsOf(mergedForm(form.options as z.ZodObject[]), name, described),
            described.meaning,
        );
    }
    if (form instanceof z.ZodNumber) {
        return "number";
    }
    if (form instanceof z.ZodBoolean) {
        return "boolean";
    }
    if (form instanceof z.ZodArray) {
        return `${typeOf(form.element as z.ZodType, name, described)}[]`;
    }
    if (form instanceof z.ZodRecord) {
        return `Record<string, ${typeOf(form.valueType as z.ZodType, name, described)}>`;
    }
    if (form instanceof z.ZodObject) {
        const keys = Object.keys(form.shape);
        // Keys that are no names in a program, such as those of files.
        return keys.every((key) => /^\w+$/.test(key))
            ? declare(form, name, () => fieldsOf(form, name, described), described.meaning)
            : "Record<string, string>";
    }
    return "any"; // scalars of several kinds, options, Kubernetes' own types
}

/** One block with the keys of several: those that not all have are optional. */
function mergedForm(forms: readonly z.ZodObject[]): z.ZodObject {
    const keys = [...new Set(forms.flatMap((form) => Object.keys(form.shape)))];
    const fields = keys.map((key) => {
        const values = forms.flatMap((form) => (form.shape as Record<string, z.ZodType | undefined>)[key] ?? []);
        const [value = z.unknown()] = values;
        return [key, values.length === forms.length ? value : value.optional()] as const;
    });
    return z.object(Object.fromEntries(fields));
}

function fieldsOf(form: z.ZodObject, name: string, described: Description): Field[] {
    return Object.entries(form.shape as Record<string, z.ZodType>).flatMap(([key, value]) => {
        const below = described.below(key);
        const optional = value.safeParse(undefined).success;
        const bare = value instanceof z.ZodOptional ? (value.unwrap() as z.ZodType) : value;
        return bothOf(key, bare).map(([field, part, meaning]) => ({
            name: field,
            type: typeOf(part, `${name}${capital(field)}`, below),
            optional: optional || field !== key,
            meaning: [below.meaning, meaning].filter((text) => text !== "").join(" "),
        }));
    });
}

/** A union of text and blocks as two fields, of which a user sets one; anything else as it is. */
function bothOf(key: string, form: z.ZodType): (readonly [field: string, form: z.ZodType, meaning: string])[] {
    const union = form instanceof z.ZodRecord ? (form.valueType as z.ZodType) : form;
    const options = union instanceof z.ZodUnion ? union.options : [];
    const block = options.find((option) => option instanceof z.ZodObject);
    if (block === undefined || options.every((option) => option instanceof z.ZodObject)) {
        return [[key, form, ""]];
    }
    const other = twoFields[key];
    if (other === undefined) {
        throw new Error(`${key} is text or a block; give its block a name in src/plugin/two-fields.ts`);
    }
    const text = z.string();
    return form instanceof z.ZodRecord
        ? [
              [key, z.record(z.string(), text), `As text; \`${other}\` has the others.`],
              [other, z.record(z.string(), block as z.ZodType), `As references; \`${key}\` has those that are text.`],
          ]
        : [
              [key, text, `In place of it, \`${other}\` can be set.`],
              [other, block as z.ZodType, `In place of \`${key}\`.`],
          ];
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const singular = (text: string) => capital(text.replace(/s$/, ""));

/** Cluster of one cloud each, of which a user sets one. */
function clusterFields(): Field[] {
    return Object.entries(clouds).map(([cloud, { block }]) => {
        const { cloud: _, ...shape } = block.shape;
        const form = z.object(shape);
        return {
            name: cloud,
            type: typeOf(form, `${capital(cloud)}Cluster`, describedCluster(cloud)),
            optional: true,
            meaning: describedCluster(cloud).meaning,
        };
    });
}

function topFields(): Field[] {
    // What jobs and their defaults share has a name of the jobs'.
    const keys = Object.keys(stackFile.shape).sort(
        (one, other) => Number(one === defaults) - Number(other === defaults),
    );
    return keys.map((key) => {
        const form = (stackFile.shape as Record<string, z.ZodType>)[key] as z.ZodType;
        const block = describedBlock(key);
        const type =
            key === "cluster"
                ? declare(form, "Cluster", clusterFields, block.meaning)
                : typeOf(form, /s$/.test(key) && key !== defaults ? singular(key) : capital(key), block);
        return { name: key, type, optional: key !== "cluster", meaning: block.meaning };
    });
}

declare(stackFile, "FlinkStackArgs", topFields, "Arguments of a FlinkStack: the blocks of a stack file.");
void formatted(`${head}\n${interfaces.join("\n\n")}\n`).then(keep);

async function formatted(source: string): Promise<string> {
    return prettier.format(source, { ...(await prettier.resolveConfig(file)), parser: "typescript" });
}

function keep(source: string): void {
    if (process.argv[2] === "--write") {
        fs.writeFileSync(file, source);
    } else if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== source) {
        console.error(`plugin-args: ${file} is out of date; run npm run plugin-args -- --write`);
        process.exitCode = 1;
    }
}
