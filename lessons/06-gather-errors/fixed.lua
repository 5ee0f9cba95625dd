-- A trip: all of it, or none of it.
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

local problem
for _, r in ipairs(trip) do
  problem = problem or r.error
end
for _, r in ipairs(trip) do
  if problem and r.ok then
    say(r.value .. " given back")
  end
end
print(problem or "have a good trip")
