// Comes first and uses only what the oldest Node understands.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `This needs Node.js 20.19 or newer; you run ${process.version}. Install a newer one from https://nodejs.org and try again.`,
  );
  process.exit(1);
}
