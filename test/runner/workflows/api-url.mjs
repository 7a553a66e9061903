// act names GitHub's API itself, whatever a workflow says. Loaded before the action, this has it ask the test's.
process.env.GITHUB_API_URL = process.env.TEST_API_URL;
