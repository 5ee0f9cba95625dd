-- random program 255
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
  do local _ <close> = sm:hold()
    say("w1 2 in")
    ev:clear()
    local function f5()
      say("w1.f5 6")
      local function f8()
        say("w1.f5.f8 9")
        if not q:full() then q:put_nowait(10) end
        ev:wait()
        say("w1.f5.f8 12 ev")
        return "f8"
      end
      do local ok, e = pcall(function() say("w1.f5 7 " .. wait_for(1, spawn("f8", f8))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f5 7 err " .. kind(e)) else error(e, 0) end end end
      say("w1.f5 barrier " .. br:wait())
      do local ok, e = pcall(function()
        sleep(5)
        say("w1.f5 16")
        sleep(2)
        say("w1.f5 18")
      end)
        if is(e, Cancelled) then say("w1.f5 14 cancelled cleanup")
          sleep(1)
          say("w1.f5 14 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      return "f5"
    end
    local function f19()
      say("w1.f19 20")
      do local ok, e = pcall(function()
        if T.w4 then say("w1.f19 cancels w4 " .. yn(T.w4:cancel())) end
        sleep(1)
        say("w1.f19 24")
      end)
        if is(e, Cancelled) then say("w1.f19 21 cancelled uncancel")
          say("w1.f19 21 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      return "f19"
    end
    local function f25()
      say("w1.f25 26")
      do local _ <close> = sm:hold()
        say("w1.f25 28 in")
        sleep(2)
        say("w1.f25 30")
        if not q:empty() then say("w1.f25 took " .. q:get_nowait()) end
        ev:set()
      end
      sleep(5)
      say("w1.f25 34")
      if not q:full() then q:put_nowait(35) end
      return "f25"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f5", f5)
      tg:spawn("f19", f19)
      tg:spawn("f25", f25)
    end)
      if is(e, ErrorGroup) then say("w1 4 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(1)
    say("w1 37")
  end
  ev:clear()
  say("w1 39 end")
end
local function w2()
  do local ok, e = pcall(timeout, 5, function()
    say("w2 got " .. q:get())
  end)
    if is(e, Timeout) then say("w2 40 timeout") elseif not ok then error(e, 0) end end
  local function f43()
    say("w2.f43 44")
    say("w2.f43 barrier " .. br:wait())
    return "f43"
  end
  local function f46()
    say("w2.f46 47")
    ev:set()
    ev:clear()
    return "f46"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f43", f43)
    tg:spawn("f46", f46)
    if not q:empty() then say("w2 took " .. q:get_nowait()) end
    say("w2 got " .. q:get())
    sleep(2)
    say("w2 53")
  end)
    if is(e, ErrorGroup) then say("w2 42 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w3 then say("w2 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 57 end")
end
local function w3()
  do local ok, e = pcall(function()
    do local ok, e = pcall(timeout, 0, function()
      do local ok, e = pcall(timeout, 2, function()
        sleep(1)
        say("w3 62")
        if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
      end)
        if is(e, Timeout) then say("w3 60 timeout") elseif not ok then error(e, 0) end end
      ev:wait()
      say("w3 65 ev")
      say("w3 67")
    end)
      if is(e, Timeout) then say("w3 59 timeout") elseif not ok then error(e, 0) end end
    say("w3 69")
    if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Cancelled) then say("w3 58 cancelled cleanup")
      sleep(2)
      say("w3 58 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w3 72")
  say("w3 73 end")
end
local function w4()
  sleep(0)
  say("w4 75")
  do local ok, e = pcall(timeout, 1, function()
    local function f78()
      say("w4.f78 79")
      if not q:empty() then say("w4.f78 took " .. q:get_nowait()) end
      if T.w4 then say("w4.f78 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      say("w4.f78 83")
      return "f78"
    end
    local function f84()
      say("w4.f84 85")
      sleep(1)
      say("w4.f84 87")
      return "f84"
    end
    local function f88()
      say("w4.f88 89")
      say("w4.f88 91")
      error("E92", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f78", f78)
      tg:spawn("f84", f84)
      tg:spawn("f88", f88)
      say("w4 count " .. current():cancelling())
      sleep(2)
      say("w4 95")
      sleep(1)
      say("w4 97")
    end)
      if is(e, ErrorGroup) then say("w4 77 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w4 76 timeout") elseif not ok then error(e, 0) end end
  say("w4 98 end")
end
local function w5()
  do local ok, e = pcall(timeout, 2, function()
    say("w5 101")
    sleep(5)
    say("w5 103")
    say("w5 barrier " .. br:wait())
  end)
    if is(e, Timeout) then say("w5 99 timeout") elseif not ok then error(e, 0) end end
  sleep(2)
  say("w5 106")
  sleep(3)
  say("w5 108")
  say("w5 110")
  sleep(2)
  say("w5 112")
  say("w5 113 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(2)
sleep(1)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w5 ' .. yn(T.w5:cancel()))
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
