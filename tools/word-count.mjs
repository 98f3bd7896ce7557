// The words of a text as Flink's WordCount example counts them: lower case, split at what is neither letter, digit nor "_".

/** Word to count. */
export function countWords(text) {
    const counts = new Map();
    for (const word of text.toLowerCase().split(/\W+/)) {
        if (word !== "") {
            counts.set(word, (counts.get(word) ?? 0) + 1);
        }
    }
    return counts;
}

/** The counts that the example wrote: lines such as `(licence,12)`, in any number of files. */
export function parseCounts(files) {
    const lines = files.flatMap((file) => file.split("\n")).filter((line) => line !== "");
    return new Map(
        lines.map((line) => {
            const [, word, count] = /^\((\w+),(\d+)\)$/.exec(line) ?? [];
            if (word === undefined) {
                throw new Error(`word count: no count in line "${line}"`);
            }
            return [word, Number(count)];
        }),
    );
}
