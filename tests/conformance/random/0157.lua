-- random program 157
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
  say("w1 2")
  do local _ <close> = sm:hold()
    say("w1 4 in")
    if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
    ev:clear()
  end
  say("w1 7 end")
end
local function w2()
  say("w2 got " .. q:get())
  if T.w6 then say("w2 cancels w6 " .. yn(T.w6:cancel())) end
  say("w2 10 end")
end
local function w3()
  say("w3 12")
  ev:set()
  say("w3 14 end")
end
local function w4()
  do local ok, e = pcall(timeout, 2, function()
    local function f17()
      say("w4.f17 18")
      do local ok, e = pcall(timeout, 3, function()
        say("w4.f17 21")
      end)
        if is(e, Timeout) then say("w4.f17 19 timeout") elseif not ok then error(e, 0) end end
      return "f17"
    end
    do local ok, e = pcall(function() say("w4 16 " .. wait_for(0, spawn("f17", f17))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 16 err " .. kind(e)) else error(e, 0) end end end
    do local _ <close> = lk:hold()
      say("w4 23 in")
      do local _ <close> = sm:hold()
        say("w4 25 in")
        say("w4 got " .. q:get())
        if T.w2 then say("w4 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:clear()
      end
      sleep(1)
      say("w4 30")
    end
  end)
    if is(e, Timeout) then say("w4 15 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = sm:hold()
    say("w4 32 in")
    sleep(5)
    say("w4 34")
  end
  sleep(5)
  say("w4 36")
  say("w4 38")
  ev:clear()
  say("w4 40 end")
end
local function w5()
  ev:clear()
  local function f43()
    say("w5.f43 44")
    local function f46()
      say("w5.f43.f46 47")
      do local _ <close> = defer(function()
        say("w5.f43.f46 48 finally")
      end)
        ev:clear()
      end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      do local ok, e = pcall(timeout, 0, function()
        q:put(52)
        say("w5.f43.f46 53 put 52")
      end)
        if is(e, Timeout) then say("w5.f43.f46 51 timeout") elseif not ok then error(e, 0) end end
      return "f46"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f46", f46)
      sleep(1)
      say("w5.f43 55")
      q:put(56)
      say("w5.f43 57 put 56")
      if not q:full() then q:put_nowait(58) end
    end)
      if is(e, ErrorGroup) then say("w5.f43 45 " .. kind(e)) elseif not ok then error(e, 0) end end
    say("w5.f43 got " .. q:get())
    return "f43"
  end
  local function f60()
    say("w5.f60 61")
    sleep(1)
    say("w5.f60 63")
    say("w5.f60 got " .. q:get())
    return "f60"
  end
  local function f65()
    say("w5.f65 66")
    ev:set()
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    return "f65"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f43", f43), spawn("f60", f60), spawn("f65", f65) }, { timeout = 0 }) do say("w5 42 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 42 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w5 70")
  if T.w6 then say("w5 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w5 72 end")
end
local function w6()
  if not q:empty() then say("w6 took " .. q:get_nowait()) end
  local function f75()
    say("w6.f75 76")
    say("w6.f75 barrier " .. br:wait())
    say("w6.f75 79")
    ev:clear()
    return "f75"
  end
  local function f81()
    say("w6.f81 82")
    sleep(1)
    say("w6.f81 84")
    q:put(85)
    say("w6.f81 86 put 85")
    return "f81"
  end
  local function f87()
    say("w6.f87 88")
    q:put(89)
    say("w6.f87 90 put 89")
    q:put(91)
    say("w6.f87 92 put 91")
    sleep(2)
    say("w6.f87 94")
    return "f87"
  end
  for _, x in ipairs(gather({ spawn("f75", f75), spawn("f81", f81), spawn("f87", f87) }, { return_errors = true })) do
    say("w6 74 " .. (x.ok and x.value or kind(x.error)))
  end
  current():cancel()
  if T.w3 then say("w6 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w6 97 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:empty() then q:get_nowait() end
sleep(1)
sleep(1)
sleep(2)
sleep(1)
say('main cancels w6 ' .. yn(T.w6:cancel()))
sleep(10)
say('main ends')
