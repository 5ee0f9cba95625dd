-- random program 244
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  sleep(2)
  say("w1 2")
  sleep(1)
  say("w1 4")
  do local _ <close> = lk:hold()
    say("w1 6 in")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
  end
  if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  say("w1 11 end")
end
local function w2()
  say("w2 13")
  do local ok, e = pcall(timeout, 2, function()
    sleep(1)
    say("w2 16")
    ev:set()
  end)
    if is(e, Timeout) then say("w2 14 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function()
    do local ok, e = pcall(timeout, 5, function()
      say("w2 size " .. q:size())
      local function f22()
        say("w2.f22 23")
        say("w2.f22 count " .. current():cancelling())
        return "f22"
      end
      for _, x in ipairs(gather({ spawn("f22", f22) }, { return_errors = true })) do
        say("w2 21 " .. (x.ok and x.value or kind(x.error)))
      end
      ev:set()
    end)
      if is(e, Timeout) then say("w2 19 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w2 18 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function()
    ev:wait()
    say("w2 28 ev")
    say("w2 size " .. q:size())
    do local _ <close> = lk:hold()
      say("w2 31 in")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2 33 woken")
      end
      say("w2 35")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
    end
  end)
    if is(e, Cancelled) then say("w2 26 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w2 37 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  sleep(5)
  say("w3 41")
  say("w3 42 end")
end
local function w4()
  sleep(1)
  say("w4 44")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w4 46 end")
end
local function w5()
  do local ok, e = pcall(function()
    say("w5 size " .. q:size())
    do local ok, e = pcall(timeout, 2, function()
      sleep(0)
      say("w5 51")
      say("w5 size " .. q:size())
      do local ok, e = pcall(function()
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w5 54 ok") elseif type(e) == "string" then say("w5 54 err " .. kind(e)) else error(e, 0) end end
        sleep(1)
        say("w5 56")
        say("w5 got " .. q:get())
      end)
        if is(e, Cancelled) then say("w5 53 cancelled cleanup")
          sleep(1)
          say("w5 53 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w5 49 timeout") elseif not ok then error(e, 0) end end
    ev:wait()
    say("w5 59 ev")
  end)
    if is(e, Cancelled) then say("w5 47 cancelled cleanup")
      sleep(2)
      say("w5 47 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w5 got " .. q:get())
  say("w5 61 end")
end
local function w6()
  do local _ <close> = sm:hold()
    say("w6 63 in")
    local function f65()
      say("w6.f65 66")
      do local _ <close> = defer(function()
        sleep(0)
        say("w6.f65 67 finally")
      end)
        q:put(68)
        say("w6.f65 69 put 68")
        sleep(1)
        say("w6.f65 71")
      end
      ev:clear()
      error("E73", 0)
    end
    local function f74()
      say("w6.f74 75")
      sleep(3)
      say("w6.f74 77")
      if T.w1 then say("w6.f74 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      error("E79", 0)
    end
    local function f80()
      say("w6.f80 81")
      ev:set()
      say("w6.f80 got " .. q:get())
      say("w6.f80 85")
      error("E86", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f65", f65)
      tg:spawn("f74", f74)
      tg:spawn("f80", f80)
      say("w6 count " .. current():cancelling())
      say("w6 89")
    end)
      if is(e, ErrorGroup) then say("w6 64 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w6 91 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:full() then q:put_nowait(0) end
sleep(1)
ev:set()
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(30)
say('main ends')
