-- A trip, and what main believes of it.
local function book(ms, problem)
  sleep(ms)
  if problem then
    error(problem, 0)
  end
  local what = current():name()
  print(now() .. " ms: " .. what .. " booked")
  return what
end

local ok, problem = pcall(gather, {
  spawn("flight", book, 30),
  spawn("hotel", book, 10, "no room"),
  spawn("car", book, 20),
})
if not ok then
  print(now() .. " ms: " .. problem)
  print("so nothing is booked")
end
sleep(40)
print(now() .. " ms: main ends")
