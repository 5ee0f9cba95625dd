-- random program 226
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  say("w1 got " .. q:get())
  do local _ <close> = sm:hold()
    say("w1 3 in")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1 5 woken")
    end
    local function f7()
      say("w1.f7 8")
      local function f10()
        say("w1.f7.f10 11")
        say("w1.f7.f10 got " .. q:get())
        sleep(2)
        say("w1.f7.f10 14")
        current():cancel()
        return "f10"
      end
      do local ok, e = pcall(function() say("w1.f7 9 " .. wait_for(2, spawn("f10", f10))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f7 9 err " .. kind(e)) else error(e, 0) end end end
      do local _ <close> = lk:hold()
        say("w1.f7 17 in")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        if not q:empty() then say("w1.f7 took " .. q:get_nowait()) end
      end
      return "f7"
    end
    do local ok, e = pcall(function() say("w1 6 " .. wait_for(3, spawn("f7", f7))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 6 err " .. kind(e)) else error(e, 0) end end end
  end
  say("w1 20 end")
end
local function w2()
  sleep(0)
  say("w2 22")
  do local ok, e = pcall(timeout, 5, function()
    say("w2 25")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
  end)
    if is(e, Timeout) then say("w2 23 timeout") elseif not ok then error(e, 0) end end
  sleep(2)
  say("w2 28")
  if not q:full() then q:put_nowait(29) end
  sleep(5)
  say("w2 31")
  say("w2 32 end")
end
local function w3()
  local function f34()
    say("w3.f34 35")
    if T.w2 then say("w3.f34 cancels w2 " .. yn(T.w2:cancel())) end
    return "f34"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f34", f34)
    sleep(1)
    say("w3 38")
    do local _ <close> = defer(function()
      sleep(1)
      say("w3 39 finally")
    end)
      ev:wait()
      say("w3 41 ev")
    end
  end)
    if is(e, ErrorGroup) then say("w3 33 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local _ <close> = defer(function()
    sleep(0)
    say("w3 42 finally")
  end)
    local function f44()
      say("w3.f44 45")
      q:put(46)
      say("w3.f44 47 put 46")
      local function f49()
        say("w3.f44.f49 50")
        sleep(1)
        say("w3.f44.f49 52")
        sleep(0)
        say("w3.f44.f49 54")
        ev:clear()
        return "f49"
      end
      for _, x in ipairs(gather({ spawn("f49", f49) }, { return_errors = true })) do
        say("w3.f44 48 " .. (x.ok and x.value or kind(x.error)))
      end
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f44"
    end
    local function f57()
      say("w3.f57 58")
      sleep(5)
      say("w3.f57 60")
      say("w3.f57 count " .. current():cancelling())
      error("E62", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f44", f44), spawn("f57", f57) }, { timeout = 0 }) do say("w3 43 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 43 err " .. kind(e)) else error(e, 0) end end end
  end
  say("w3 got " .. q:get())
  sleep(0)
  say("w3 65")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w3 67 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:full() then q:put_nowait(0) end
sleep(2)
sleep(3)
if not q:empty() then q:get_nowait() end
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(30)
say('main ends')
