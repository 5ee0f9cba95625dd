-- A trip: three bookings at once.
local function say(text)
  print(now() .. " ms: " .. text)
end

local function book(ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  local what = current():name()
  say(what .. " booked")
  return what
end

local trip = gather({
  spawn("flight", book, 30),
  spawn("hotel", book, 5, "no room"),
  spawn("car", book, 20),
}, { return_errors = true })

for i, r in ipairs(trip) do
  local how = r.value or r.error
  print(i .. ": " .. how)
end
