import assert from "node:assert/strict";
import { eventInText, jobIdInText } from "../../../src/platform/logging/lines";

const id = "e8b2c1f0a94d5e6f7a8b9c0d1e2f3a4b";

/** A regular expression of Go's, in JavaScript's words: the flag and the names of groups differ. */
const fromGo = (regex: string) =>
    new RegExp(regex.replace("(?i)", "").replaceAll("(?P<", "(?<"), regex.startsWith("(?i)") ? "i" : "");

describe("jobIdInText", () => {
    const idIn = (text: string) => fromGo(jobIdInText).exec(text)?.groups?.["flink_job_id"];

    const naming = [
        `Completed checkpoint 12 for job ${id} (5321 bytes, checkpointDuration=12 ms, finalizationTime=3 ms).`,
        `Job State machine job (${id}) switched from state CREATED to RUNNING.`,
        `Receive slot request 0f3a for job ${id} from resource manager with leader id ${"0".repeat(32)}.`,
        `Starting execution of job 'State machine job' (${id}) under job master id ${"0".repeat(32)}.`,
        `Registering TaskManager for job ${id}.`,
        `Submitted job id: ${id}`,
    ];
    for (const text of naming) {
        it(`finds the job in: ${text.slice(0, 40)}`, () => assert.equal(idIn(text), id));
    }

    const others = [
        `Source: Events (1/1) (${id}_cbc357ccb763df2852fee8c4fc7d55f2_0_0) switched from CREATED to SCHEDULED.`,
        `Successful registration at job manager ${"0".repeat(32)}@pekko.tcp://flink@10.0.0.1:6123`,
        `Freeing slot TaskSlot(index:0, state:ALLOCATED, allocationId: ${id}).`,
        `My JobHandler got ${id}`,
    ];
    for (const text of others) {
        it(`finds none in: ${text.slice(0, 40)}`, () => assert.equal(idIn(text), undefined));
    }
});

describe("eventInText", () => {
    const eventIn = (text: string) => ({ ...fromGo(eventInText).exec(text)?.groups });

    it("finds type and reason of an event, with and without the resource's kind", () => {
        const submit = { flink_event_type: "Info", flink_event_reason: "SUBMIT" };
        assert.deepEqual(eventIn(">>> Event  | Info    | SUBMIT          | Starting deployment"), submit);
        assert.deepEqual(eventIn(">>> Event[Job]       | Info    | SUBMIT          | Starting deployment"), submit);
    });

    it("takes a status for none", () => {
        assert.deepEqual(eventIn(">>> Status | Info    | STABLE          | The resource deployment is stable"), {});
    });
});
