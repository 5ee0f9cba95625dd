-- random program 168
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
  say("w1 got " .. q:get())
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  if not q:full() then q:put_nowait(3) end
  if not q:full() then q:put_nowait(4) end
  local function f6()
    say("w1.f6 7")
    say("w1.f6 barrier " .. br:wait())
    if not q:empty() then say("w1.f6 took " .. q:get_nowait()) end
    return "f6"
  end
  local function f10()
    say("w1.f10 11")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1.f10 13 woken")
    end
    ev:set()
    ev:set()
    return "f10"
  end
  local function f16()
    say("w1.f16 17")
    do local _ <close> = sm:hold()
      say("w1.f16 19 in")
      local function f21()
        say("w1.f16.f21 22")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        if T.w1 then say("w1.f16.f21 cancels w1 " .. yn(T.w1:cancel())) end
        error("E25", 0)
      end
      do local dn, pn = wait({ spawn("f21", f21) }, { return_when = "first", timeout = nil })
        say("w1.f16 20 done " .. #dn .. " pending " .. #pn) end
      do local ok, e = pcall(timeout, 3, function()
        say("w1.f16 28")
        if not q:empty() then say("w1.f16 took " .. q:get_nowait()) end
        q:put(30)
        say("w1.f16 31 put 30")
      end)
        if is(e, Timeout) then say("w1.f16 26 timeout") elseif not ok then error(e, 0) end end
    end
    say("w1.f16 33")
    return "f16"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f6", f6)
    tg:spawn("f10", f10)
    tg:spawn("f16", f16)
  end)
    if is(e, ErrorGroup) then say("w1 5 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 34 end")
end
local function w2()
  sleep(5)
  say("w2 36")
  say("w2 38")
  local function f40()
    say("w2.f40 41")
    sleep(0)
    say("w2.f40 43")
    error("E44", 0)
  end
  do local ok, e = pcall(function() say("w2 39 " .. wait_for(2, spawn("f40", f40))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 39 err " .. kind(e)) else error(e, 0) end end end
  do local ok, e = pcall(function()
    do local ok, e = pcall(timeout, 2, function()
      local function f48()
        say("w2.f48 49")
        say("w2.f48 51")
        error("E52", 0)
      end
      do local ok, e = pcall(function() say("w2 47 " .. wait_for(5, spawn("f48", f48))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 47 err " .. kind(e)) else error(e, 0) end end end
      local function f54()
        say("w2.f54 55")
        sleep(0)
        say("w2.f54 57")
        return "f54"
      end
      do local ok, e = pcall(function() say("w2 53 " .. wait_for(1, spawn("f54", f54))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 53 err " .. kind(e)) else error(e, 0) end end end
      if not q:empty() then say("w2 took " .. q:get_nowait()) end
    end)
      if is(e, Timeout) then say("w2 46 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w2 45 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  local function f60()
    say("w2.f60 61")
    sleep(1)
    say("w2.f60 63")
    error("E64", 0)
  end
  local function f65()
    say("w2.f65 66")
    local function f68()
      say("w2.f65.f68 69")
      do local _ <close> = sm:hold()
        say("w2.f65.f68 71 in")
        sleep(1)
        say("w2.f65.f68 73")
        if not q:full() then q:put_nowait(74) end
        say("w2.f65.f68 76")
      end
      ev:set()
      return "f68"
    end
    do local ok, e = pcall(function() say("w2.f65 67 " .. wait_for(5, spawn("f68", f68))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f65 67 err " .. kind(e)) else error(e, 0) end end end
    say("w2.f65 79")
    if not q:full() then q:put_nowait(80) end
    return "f65"
  end
  local function f81()
    say("w2.f81 82")
    if not q:full() then q:put_nowait(83) end
    return "f81"
  end
  do local ok, e = pcall(function() say("w2 59 got " .. table.concat({ gather { spawn("f60", f60), spawn("f65", f65), spawn("f81", f81) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 59 err " .. kind(e)) else error(e, 0) end end end
  say("w2 84 end")
end
local function w3()
  local function f86()
    say("w3.f86 87")
    do local ok, e = pcall(timeout, 0, function()
      do local _ <close> = lk:hold()
        say("w3.f86 90 in")
        say("w3.f86 count " .. current():cancelling())
        if T.w3 then say("w3.f86 cancels w3 " .. yn(T.w3:cancel())) end
        if T.w2 then say("w3.f86 cancels w2 " .. yn(T.w2:cancel())) end
      end
      ev:clear()
      say("w3.f86 got " .. q:get())
    end)
      if is(e, Timeout) then say("w3.f86 88 timeout") elseif not ok then error(e, 0) end end
    return "f86"
  end
  local function f96()
    say("w3.f96 97")
    ev:clear()
    error("E99", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f86", f86)
    tg:spawn("f96", f96)
    sleep(1)
    say("w3 101")
    ev:clear()
  end)
    if is(e, ErrorGroup) then say("w3 85 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  say("w3 104 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(1)
sleep(1)
sleep(10)
say('main ends')
