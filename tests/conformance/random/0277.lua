-- random program 277
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

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  q:put(1)
  say("w1 2 put 1")
  do local _ <close> = defer(function()
    say("w1 3 finally")
  end)
    say("w1 size " .. q:size())
  end
  say("w1 5 end")
end
local function w2()
  if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(1)
  say("w2 10")
  do local ok, e = pcall(function()
    if not q:empty() then say("w2 took " .. q:get_nowait()) end
  end)
    if is(e, Cancelled) then say("w2 11 cancelled swallow")
    elseif not ok then error(e, 0) end end
  say("w2 13 end")
end
local function w3()
  say("w3 size " .. q:size())
  ev:wait()
  say("w3 16 ev")
  sleep(3)
  say("w3 18")
  local function f20()
    say("w3.f20 21")
    sleep(3)
    say("w3.f20 23")
    do local ok, e = pcall(timeout, 1, function()
      if not q:full() then q:put_nowait(25) end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
    end)
      if is(e, Timeout) then say("w3.f20 24 timeout") elseif not ok then error(e, 0) end end
    sleep(1)
    say("w3.f20 28")
    return "f20"
  end
  for _, x in ipairs(gather({ spawn("f20", f20) }, { return_errors = true })) do
    say("w3 19 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(0)
  say("w3 30")
  say("w3 31 end")
end
local function w4()
  do local ok, e = pcall(function() shield(T.w3) end)
    if ok then say("w4 32 ok") elseif type(e) == "string" then say("w4 32 err " .. kind(e)) else error(e, 0) end end
  say("w4 barrier " .. br:wait())
  q:put(34)
  say("w4 35 put 34")
  do local _ <close> = lk:hold()
    say("w4 37 in")
    sleep(0)
    say("w4 39")
    sleep(2)
    say("w4 41")
    say("w4 43")
  end
  q:put(44)
  say("w4 45 put 44")
  say("w4 46 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(0)
sleep(5)
say('main ends')
