-- random program 131
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
  say("w1 2")
  say("w1 4")
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 6 woken")
  end
  ev:set()
  do local _ <close> = sm:hold()
    say("w1 9 in")
    say("w1 barrier " .. br:wait())
    sleep(1)
    say("w1 12")
    if T.w5 then say("w1 cancels w5 " .. yn(T.w5:cancel())) end
  end
  say("w1 14 end")
end
local function w2()
  local function f16()
    say("w2.f16 17")
    if T.w5 then say("w2.f16 cancels w5 " .. yn(T.w5:cancel())) end
    error("E19", 0)
  end
  local function f20()
    say("w2.f20 21")
    do local ok, e = pcall(function()
      if not q:empty() then say("w2.f20 took " .. q:get_nowait()) end
      do local ok, e = pcall(timeout, 0, function()
        if T.w3 then say("w2.f20 cancels w3 " .. yn(T.w3:cancel())) end
      end)
        if is(e, Timeout) then say("w2.f20 24 timeout") elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 0, function()
        sleep(1)
        say("w2.f20 28")
      end)
        if is(e, Timeout) then say("w2.f20 26 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w2.f20 22 cancelled err")
        error("X22", 0)
      elseif not ok then error(e, 0) end end
    error("E29", 0)
  end
  local function f30()
    say("w2.f30 31")
    do local _ <close> = sm:hold()
      say("w2.f30 33 in")
      local function f35()
        say("w2.f30.f35 36")
        sleep(1)
        say("w2.f30.f35 38")
        if T.w4 then say("w2.f30.f35 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f35"
      end
      local function f40()
        say("w2.f30.f40 41")
        sleep(3)
        say("w2.f30.f40 43")
        return "f40"
      end
      local function f44()
        say("w2.f30.f44 45")
        say("w2.f30.f44 47")
        return "f44"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f35", f35)
        tg:spawn("f40", f40)
        tg:spawn("f44", f44)
        if T.w5 then say("w2.f30 cancels w5 " .. yn(T.w5:cancel())) end
      end)
        if is(e, ErrorGroup) then say("w2.f30 34 " .. kind(e)) elseif not ok then error(e, 0) end end
    end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f30 49 ok") elseif type(e) == "string" then say("w2.f30 49 err " .. kind(e)) else error(e, 0) end end
    if not q:empty() then say("w2.f30 took " .. q:get_nowait()) end
    return "f30"
  end
  do local ok, e = pcall(function() say("w2 15 got " .. table.concat({ gather { spawn("f16", f16), spawn("f20", f20), spawn("f30", f30) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 15 err " .. kind(e)) else error(e, 0) end end end
  say("w2 count " .. current():cancelling())
  sleep(1)
  say("w2 53")
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  current():cancel()
  say("w2 56 end")
end
local function w3()
  ev:wait()
  say("w3 58 ev")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  ev:clear()
  say("w3 count " .. current():cancelling())
  sleep(0)
  say("w3 63")
  say("w3 64 end")
end
local function w4()
  sleep(0)
  say("w4 66")
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  do local _ <close> = sm:hold()
    say("w4 69 in")
    ev:clear()
    if T.w3 then say("w4 cancels w3 " .. yn(T.w3:cancel())) end
  end
  sleep(2)
  say("w4 73")
  say("w4 74 end")
end
local function w5()
  local function f76()
    say("w5.f76 77")
    say("w5.f76 79")
    return "f76"
  end
  local function f80()
    say("w5.f80 81")
    do local ok, e = pcall(function()
      say("w5.f80 84")
    end)
      if is(e, Cancelled) then say("w5.f80 82 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    say("w5.f80 86")
    return "f80"
  end
  local function f87()
    say("w5.f87 88")
    ev:set()
    sleep(3)
    say("w5.f87 91")
    say("w5.f87 got " .. q:get())
    return "f87"
  end
  for _, x in ipairs(gather({ spawn("f76", f76), spawn("f80", f80), spawn("f87", f87) }, { return_errors = true })) do
    say("w5 75 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(1)
  say("w5 94")
  if T.w3 then say("w5 cancels w3 " .. yn(T.w3:cancel())) end
  say("w5 96 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:full() then q:put_nowait(0) end
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
