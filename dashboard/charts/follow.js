// Tells Python of the map's view what the block "How steady" needs: which state is chosen and, while the block is open, the
// month. A step with the block closed asks the server for nothing.
export default function timeline_follow({ parentElement, data, setStateValue }) {
  const follower = (parentElement.follower ||= make_follower(data.opening));
  follower.open = data.open;
  follower.tell = (about) => setStateValue("view", about);
  follower.look();
  return only_latest(parentElement, () => { delete parentElement.follower; follower.stop(); });
}

function make_follower(opening) {
  let about = document.querySelector("[data-map]")?.view_now?.() ?? opening;
  const needed = (view, open) => JSON.stringify(open ? [view.member ?? null, view.date] : [view.member ?? null]);
  let told = opening;
  const follower = {
    open: false,
    tell: () => {},
    look() {
      if (needed(about, follower.open) === needed(told, follower.open)) return;
      told = about;
      follower.tell(about);
    },
    stop: () => document.removeEventListener("timeline:told", hear),
  };
  const hear = (said) => { about = said.detail; follower.look(); };
  document.addEventListener("timeline:told", hear);
  return follower;
}
