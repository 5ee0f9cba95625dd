-- random program 62
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  if T.w3 then say("w1 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  q:put(2)
  say("w1 3 put 2")
  local function f5()
    say("w1.f5 6")
    say("w1.f5 8")
    return "f5"
  end
  for _, x in ipairs(gather({ spawn("f5", f5) }, { return_errors = true })) do
    say("w1 4 " .. (x.ok and x.value or kind(x.error)))
  end
  local function f10()
    say("w1.f10 11")
    say("w1.f10 13")
    return "f10"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f10", f10) }, { timeout = nil }) do say("w1 9 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 9 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = lk:hold()
    say("w1 15 in")
    q:put(16)
    say("w1 17 put 16")
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
    sleep(2)
    say("w1 20")
  end
  say("w1 21 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 22 ok") elseif type(e) == "string" then say("w2 22 err " .. kind(e)) else error(e, 0) end end
  say("w2 size " .. q:size())
  do local ok, e = pcall(timeout, 1, function()
    do local _ <close> = sm:hold()
      say("w2 26 in")
      say("w2 28")
      if T.w3 then say("w2 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end
    say("w2 barrier " .. br:wait())
  end)
    if is(e, Timeout) then say("w2 24 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 1, function()
    say("w2 size " .. q:size())
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    say("w2 got " .. q:get())
  end)
    if is(e, Timeout) then say("w2 31 timeout") elseif not ok then error(e, 0) end end
  say("w2 barrier " .. br:wait())
  say("w2 36 end")
end
local function w3()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w3 37 ok") elseif type(e) == "string" then say("w3 37 err " .. kind(e)) else error(e, 0) end end
  say("w3 39")
  say("w3 40 end")
end
local function w4()
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  sleep(2)
  say("w4 43")
  do local ok, e = pcall(function()
    if not q:full() then q:put_nowait(45) end
    do local _ <close> = sm:hold()
      say("w4 47 in")
      q:put(48)
      say("w4 49 put 48")
      do local _ <close> = lk:hold()
        say("w4 51 in")
        if not q:full() then q:put_nowait(52) end
      end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
    end
  end)
    if is(e, Cancelled) then say("w4 44 cancelled swallow")
    elseif not ok then error(e, 0) end end
  say("w4 54 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
ev:set()
ev:set()
sleep(2)
sleep(30)
say('main ends')
