-- random program 298
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  do local ok, e = pcall(function()
    say("w1 size " .. q:size())
    local function f4()
      say("w1.f4 5")
      say("w1.f4 7")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      say("w1.f4 barrier " .. br:wait())
      return "f4"
    end
    local function f10()
      say("w1.f10 11")
      do local _ <close> = defer(function()
        say("w1.f10 12 finally")
      end)
        if T.w3 then say("w1.f10 cancels w3 " .. yn(T.w3:cancel())) end
        say("w1.f10 15")
      end
      error("E16", 0)
    end
    local function f17()
      say("w1.f17 18")
      sleep(1)
      say("w1.f17 20")
      say("w1.f17 size " .. q:size())
      say("w1.f17 got " .. q:get())
      return "f17"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f4", f4)
      tg:spawn("f10", f10)
      tg:spawn("f17", f17)
    end)
      if is(e, ErrorGroup) then say("w1 3 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled swallow")
    elseif not ok then error(e, 0) end end
  say("w1 barrier " .. br:wait())
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  q:put(25)
  say("w1 26 put 25")
  say("w1 27 end")
end
local function w2()
  ev:clear()
  do local _ <close> = sm:hold()
    say("w2 30 in")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2 32 woken")
    end
    if not q:full() then q:put_nowait(33) end
  end
  sleep(1)
  say("w2 35")
  ev:clear()
  ev:clear()
  say("w2 38 end")
end
local function w3()
  say("w3 40")
  do local ok, e = pcall(timeout, 0, function()
    do local _ <close> = lk:hold()
      say("w3 43 in")
      say("w3 size " .. q:size())
      if not q:full() then q:put_nowait(45) end
      say("w3 got " .. q:get())
    end
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
    sleep(3)
    say("w3 49")
  end)
    if is(e, Timeout) then say("w3 41 timeout") elseif not ok then error(e, 0) end end
  ev:set()
  say("w3 51 end")
end
local function w4()
  if not q:full() then q:put_nowait(52) end
  local function f54()
    say("w4.f54 55")
    if T.w3 then say("w4.f54 cancels w3 " .. yn(T.w3:cancel())) end
    sleep(5)
    say("w4.f54 58")
    return "f54"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f54", f54) }, { timeout = nil }) do say("w4 53 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 53 err " .. kind(e)) else error(e, 0) end end end
  say("w4 59 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(3)
sleep(30)
say('main ends')
