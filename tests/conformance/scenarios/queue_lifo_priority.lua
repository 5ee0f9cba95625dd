-- Q-19, Q-20: other orders
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

local l = lifo_queue()
for _, v in ipairs { "a", "b", "c" } do l:put_nowait(v) end
say(l:get() .. " " .. l:get() .. " " .. l:get())
local p = priority_queue()
for _, v in ipairs { 30, 10, 20 } do p:put_nowait(v) end
say(p:get() .. " " .. p:get() .. " " .. p:get())
p = priority_queue(2)
p:put_nowait { 5, "five" }
p:put_nowait { 1, "one" }
local function late()
  p:put { 0, "zero" }
  say("zero is in")
end
local t = spawn("L", late)
sleep(5)
for _ = 1, 3 do
  say(p:get()[2])
  sleep(1)
end
