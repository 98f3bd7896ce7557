/** The package's own program, which a stack file describes: its outputs are the stack's. */
declare const outputs: import("./dist/program").StackOutputs;
export = outputs;
