// @ts-check
// Where the map goes for something that was found: its month, its state and its place.

// `jump` has `event` (id), `date` ("YYYY-MM"), `member` and `place` (as in the address; null where there is none). An event
// that is only counted on the map, among many, is shown by its place. A frame that does not hold the place gives way.
export function jumpTo(data, state, { event, date, member, place }) {
  const known = data.eventsById.get(event);
  const spot = data.spotsById.get(place);
  const month = date < data.months[0] ? 0 : data.months.indexOf(date);
  const at = known?.at || spot?.at;
  return {
    event, member, zone: null, spot: known || !spot ? null : place,
    month: month < 0 ? data.months.length - 1 : month,
    frame: at && !at[state.frame] ? "focus" : state.frame,
  };
}
