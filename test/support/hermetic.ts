// Runs before each test file: takes away what a caller's git would lead the tests' own repositories into.
// `git rebase --exec` and git's hooks set GIT_DIR, and a `git init` of a test would then change that repository.
// A proxy of the machine's would get the requests to loopback.
for (const name of Object.keys(process.env)) if (/^GIT_|_PROXY$/i.test(name)) delete process.env[name];
