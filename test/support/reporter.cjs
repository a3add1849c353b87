// Mocha's spec report with plain lines at the end: what passed at its second try only, and a count of what ran.
const { reporters, Runner } = require('mocha');

module.exports = class Reporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const retried = new Map();
    runner.on(Runner.constants.EVENT_TEST_RETRY, (test, error) => retried.set(test.fullTitle(), error));
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      for (const [title, error] of retried) console.log(`\ntried again: ${title}\n${error?.stack ?? error}`);
      const again = retried.size > 0 ? `, ${retried.size} tried again` : '';
      console.log(`\n${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}${again}`);
    });
  }
};
