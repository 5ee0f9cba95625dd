-- A trip, and what main believes.
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

local ok, problem = pcall(gather, {
  spawn("flight", book, 30),
  spawn("hotel", book, 5, "no room"),
  spawn("car", book, 20),
})
if not ok then
  say(problem)
  print("so nothing is booked")
end
sleep(45)
say("main ends")
