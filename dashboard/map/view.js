// What is on the screen: month, member, frame, chosen event. One object, told to whoever listens.
// Every change goes through `set`; listeners run at once, the address and Python hear after a rest.
const REST_MS = 150;

function make_view(opening, data) {
  const listeners = [];
  const state = {
    month: clamp(data.months.indexOf(opening.date), 0, data.months.length - 1),
    member: opening.member || null,
    frame: opening.frame || "focus",
    event: opening.event || null,
  };
  let timer = null;
  let told = "";

  function as_message() {
    return { date: data.months[state.month], member: state.member, frame: state.frame, event: state.event };
  }
  function settle(tell) {
    const message = as_message();
    const text = JSON.stringify(message);
    if (text === told) return;
    told = text;
    write_address(message);
    tell(message);
  }
  told = JSON.stringify(as_message());
  return {
    state,
    tell: () => {},
    on(listener) { listeners.push(listener); },
    set(change) {
      const before = { ...state };
      Object.assign(state, change);
      state.month = clamp(state.month, 0, data.months.length - 1);
      const changed = Object.keys(state).filter((name) => state[name] !== before[name]);
      if (!changed.length) return;
      for (const listener of listeners) listener(state, changed);
      clearTimeout(timer);
      timer = setTimeout(() => settle(this.tell), REST_MS);
    },
    stop() { clearTimeout(timer); },
  };
}

// The link always restores what is on the screen; other parameters stay as they are.
function write_address(message) {
  const url = new URL(window.location.href);
  for (const name of ["date", "member", "frame"]) {
    const value = message[name];
    if (value && !(name === "frame" && value === "focus")) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  window.history.replaceState(window.history.state, "", url);
}

function month_name(month) {
  const [year, number] = month.split("-").map(Number);
  const names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  return `${names[number - 1]} ${year}`;
}
