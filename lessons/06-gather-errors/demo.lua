-- A trip: three bookings at the same time.
local function book(ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  local what = current():name()
  print(now() .. " ms: " .. what .. " booked")
  return what
end

local trip = gather({
  spawn("flight", book, 30),
  spawn("hotel", book, 10, "no room"),
  spawn("car", book, 20),
}, { return_errors = true })

for i, r in ipairs(trip) do
  print(i .. ": " .. (r.ok and r.value or r.error))
end
