// Comes first, and uses only what the oldest Node understands.
import '../apps/task-runner/src/check-node.mjs';
