-- Q-1, Q-2: first in, first out; a max of nothing, 0 or less is no limit
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

for _, q in ipairs { queue(), queue(0), queue(-1) } do
  for i = 0, 4 do q:put(i) end
  say("size " .. q:size() .. " full " .. yn(q:full()) .. " empty " .. yn(q:empty()))
  local got = {}
  for i = 1, 5 do got[i] = q:get() end
  say(table.concat(got, " "))
  say("size " .. q:size() .. " full " .. yn(q:full()) .. " empty " .. yn(q:empty()))
end
