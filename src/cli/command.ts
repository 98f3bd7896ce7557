// commander: it has no dependencies of its own, comes with types and help, and refuses unknown options with the nearest known.
import { Command, InvalidArgumentError, Option } from "commander";
import { githubLimit } from "../report/markdown";
import { comment, type CommentOptions } from "./comment";
import { preview, type PreviewOptions } from "./preview";

/** The command `flink-platform`. */
export function command(): Command {
    return new Command("flink-platform")
        .description("Reports for Apache Flink platforms that are made with pulumi-flink-platform")
        .addCommand(previewCommand())
        .addCommand(commentCommand());
}

function previewCommand(): Command {
    return new Command("preview")
        .description("Say what a pulumi preview does to jobs and their state, the platform and its costs")
        .option("-s, --stack <stack>", "stack to preview; can be repeated (default: the selected one)", collected)
        .addOption(
            new Option(
                "--from <file>",
                "read what pulumi preview --json printed, - for the standard input; can be repeated",
            )
                .argParser(collected)
                .conflicts(["stack", "refresh"]),
        )
        .option("-C, --cwd <folder>", "folder of the Pulumi project", ".")
        .option("--refresh", "look at what is there first, for changes that Pulumi did not make")
        .option("--expect-no-changes", "exit with 2 if anything changes at all")
        .option("--allow-accepted", "exit with 2 instead of 3 for a loss of state that acceptStateLoss allows")
        .addOption(
            new Option("-f, --format <format>", "form of the report")
                .choices(["terminal", "markdown", "json"])
                .default("terminal"),
        )
        .option("-o, --output <file>", "file for the report (default: the standard output)")
        .option("--prices <file>", "prices of nodes, as JSON or YAML; see docs/pull-requests.md")
        .option("--limit <bytes>", "most bytes of a report in Markdown", bytesOf, githubLimit)
        .addHelpText("after", previewHelp)
        .action(async (options: PreviewOptions) => {
            process.exitCode = await preview(options);
        });
}

const previewHelp = `
Exit codes:
  0  safe: no job loses state, and nothing asks for a closer look
  1  the command could not do its work, or a preview failed
  2  needs attention
  3  loses state

Examples:
  flink-platform preview --stack dev
  flink-platform preview --stack eks --stack gke --format markdown --output report.md
  pulumi preview --json --show-sames > preview.json; flink-platform preview --from preview.json
  flink-platform preview --stack prod --refresh --expect-no-changes`;

function commentCommand(): Command {
    return new Command("comment")
        .description("Put a report in Markdown into a pull request, in place of the one before")
        .argument("<file>", "the report")
        .addOption(
            new Option("--host <host>", "where the pull request is")
                .choices(["github", "gitlab"])
                .makeOptionMandatory(),
        )
        .option("--number <number>", "number of the pull request (default at GitLab: that of the pipeline)")
        .addHelpText("after", commentHelp)
        .action(async (file: string, options: CommentOptions) => comment(file, options));
}

const commentHelp = `
Environment:
  github  GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL
  gitlab  GITLAB_TOKEN with the scope api, CI_PROJECT_ID, CI_API_V4_URL, CI_MERGE_REQUEST_IID

Example:
  flink-platform comment report.md --host github --number 12`;

function collected(value: string, before: readonly string[] = []): string[] {
    return [...before, value];
}

function bytesOf(text: string): number {
    const bytes = Number(text);
    if (!Number.isInteger(bytes) || bytes < 1000) {
        throw new InvalidArgumentError("It must be a whole number of at least 1000.");
    }
    return bytes;
}
