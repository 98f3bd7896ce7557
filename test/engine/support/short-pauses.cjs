// Loaded into a stack's program: what waits for a cloud to know something waits a hundredth of the time. Shorter pauses,
// such as those between two looks at a job, stay as they are.
"use strict";
const timers = require("node:timers/promises");

const leastMilliseconds = 20_000;
const pause = timers.setTimeout;
timers.setTimeout = (milliseconds, ...rest) =>
    pause(milliseconds >= leastMilliseconds ? milliseconds / 100 : milliseconds, ...rest);
