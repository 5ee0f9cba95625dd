-- random program 253
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  sleep(3)
  say("w1 2")
  sleep(1)
  say("w1 4")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w1 6 end")
end
local function w2()
  local function f8()
    say("w2.f8 9")
    say("w2.f8 11")
    do local _ <close> = lk:hold()
      say("w2.f8 13 in")
      if not q:empty() then say("w2.f8 took " .. q:get_nowait()) end
    end
    sleep(2)
    say("w2.f8 16")
    return "f8"
  end
  do local ok, e = pcall(function() say("w2 7 " .. wait_for(1, spawn("f8", f8))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 7 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = defer(function()
    sleep(1)
    say("w2 17 finally")
  end)
    say("w2 count " .. current():cancelling())
    if not q:full() then q:put_nowait(19) end
    do local ok, e = pcall(function()
      q:put(21)
      say("w2 22 put 21")
      if not q:full() then q:put_nowait(23) end
      local function f25()
        say("w2.f25 26")
        sleep(0)
        say("w2.f25 28")
        if not q:full() then q:put_nowait(29) end
        return "f25"
      end
      local function f30()
        say("w2.f30 31")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f30 32 ok") elseif type(e) == "string" then say("w2.f30 32 err " .. kind(e)) else error(e, 0) end end
        if not q:full() then q:put_nowait(33) end
        return "f30"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f25", f25)
        tg:spawn("f30", f30)
      end)
        if is(e, ErrorGroup) then say("w2 24 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w2 20 cancelled err")
        error("X20", 0)
      elseif not ok then error(e, 0) end end
  end
  q:put(34)
  say("w2 35 put 34")
  say("w2 got " .. q:get())
  say("w2 37 end")
end
local function w3()
  do local ok, e = pcall(timeout, 2, function()
    do local ok, e = pcall(timeout, 1, function()
      if not q:full() then q:put_nowait(40) end
    end)
      if is(e, Timeout) then say("w3 39 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 1, function()
      do local _ <close> = lk:hold()
        say("w3 43 in")
        ev:wait()
        say("w3 45 ev")
        say("w3 got " .. q:get())
      end
    end)
      if is(e, Timeout) then say("w3 41 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w3 38 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function()
    ev:clear()
    if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Cancelled) then say("w3 47 cancelled uncancel")
      say("w3 47 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  say("w3 got " .. q:get())
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 51 ok") elseif type(e) == "string" then say("w3 51 err " .. kind(e)) else error(e, 0) end end
  say("w3 52 end")
end
local function w4()
  sleep(0)
  say("w4 54")
  say("w4 count " .. current():cancelling())
  say("w4 size " .. q:size())
  say("w4 57 end")
end
local function w5()
  do local _ <close> = sm:hold()
    say("w5 59 in")
    sleep(0)
    say("w5 61")
    say("w5 63")
    q:put(64)
    say("w5 65 put 64")
  end
  if T.w5 then say("w5 cancels w5 " .. yn(T.w5:cancel())) end
  say("w5 67 end")
end
local function w6()
  local function f69()
    say("w6.f69 70")
    sleep(2)
    say("w6.f69 72")
    do local ok, e = pcall(timeout, 1, function()
      sleep(2)
      say("w6.f69 75")
      q:put(76)
      say("w6.f69 77 put 76")
    end)
      if is(e, Timeout) then say("w6.f69 73 timeout") elseif not ok then error(e, 0) end end
    return "f69"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f69", f69)
  end)
    if is(e, ErrorGroup) then say("w6 68 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w6 79")
  ev:wait()
  say("w6 81 ev")
  say("w6 count " .. current():cancelling())
  say("w6 83 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
sleep(3)
sleep(5)
say('main ends')
