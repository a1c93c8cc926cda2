// Asks the place whenever it is called; one that is called while it asks makes it ask once more, so that the
// answer is never older than the call. Without an answer the next call brings it. Not an editor of its own.
function askAnew(ask) {
  let looking = null;
  let again = false;

  async function run() {
    do {
      again = false;
      try {
        await ask();
      } catch { /* asked again when the connection is back */ }
    } while (again);
    looking = null;
  }

  return () => {
    again = Boolean(looking);
    looking = looking || run();
    return looking;
  };
}
