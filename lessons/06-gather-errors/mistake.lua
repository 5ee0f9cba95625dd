-- A trip, and what main believes of it.
local function book(what, ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  print(now() .. " ms: " .. what .. " booked")
  return what
end

local ok, problem = pcall(gather, {
  spawn("flight", book, "flight", 30),
  spawn("hotel", book, "hotel", 10, "no room"),
  spawn("car", book, "car", 20),
})
if not ok then
  print(now() .. " ms: " .. problem)
  print("so nothing is booked")
end
sleep(40)
print(now() .. " ms: main ends")
