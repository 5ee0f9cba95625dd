-- random program 88
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
  local function f2()
    say("w1.f2 3")
    do local _ <close> = lk:hold()
      say("w1.f2 5 in")
      do local ok, e = pcall(function()
        sleep(1)
        say("w1.f2 8")
      end)
        if is(e, Cancelled) then say("w1.f2 6 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      say("w1.f2 barrier " .. br:wait())
      say("w1.f2 got " .. q:get())
    end
    return "f2"
  end
  local function f11()
    say("w1.f11 12")
    do local ok, e = pcall(timeout, 1, function()
      q:put(14)
      say("w1.f11 15 put 14")
      ev:set()
    end)
      if is(e, Timeout) then say("w1.f11 13 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function()
      ev:wait()
      say("w1.f11 19 ev")
    end)
      if is(e, Cancelled) then say("w1.f11 17 cancelled cleanup")
        sleep(1)
        say("w1.f11 17 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f11"
  end
  local function f20()
    say("w1.f20 21")
    if T.w2 then say("w1.f20 cancels w2 " .. yn(T.w2:cancel())) end
    return "f20"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    tg:spawn("f11", f11)
    tg:spawn("f20", f20)
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  local function f24()
    say("w1.f24 25")
    say("w1.f24 27")
    local function f29()
      say("w1.f24.f29 30")
      local function f32()
        say("w1.f24.f29.f32 33")
        current():cancel()
        sleep(2)
        say("w1.f24.f29.f32 36")
        error("E37", 0)
      end
      local function f38()
        say("w1.f24.f29.f38 39")
        if not q:empty() then say("w1.f24.f29.f38 took " .. q:get_nowait()) end
        return "f38"
      end
      for _, x in ipairs(gather({ spawn("f32", f32), spawn("f38", f38) }, { return_errors = true })) do
        say("w1.f24.f29 31 " .. (x.ok and x.value or kind(x.error)))
      end
      say("w1.f24.f29 42")
      return "f29"
    end
    local function f43()
      say("w1.f24.f43 44")
      local function f46()
        say("w1.f24.f43.f46 47")
        sleep(2)
        say("w1.f24.f43.f46 49")
        ev:wait()
        say("w1.f24.f43.f46 51 ev")
        q:put(52)
        say("w1.f24.f43.f46 53 put 52")
        return "f46"
      end
      do local ok, e = pcall(function() say("w1.f24.f43 45 " .. wait_for(2, spawn("f46", f46))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f24.f43 45 err " .. kind(e)) else error(e, 0) end end end
      return "f43"
    end
    local function f54()
      say("w1.f24.f54 55")
      do local ok, e = pcall(function()
        say("w1.f24.f54 58")
        q:put(59)
        say("w1.f24.f54 60 put 59")
      end)
        if is(e, Cancelled) then say("w1.f24.f54 56 cancelled err")
          error("X56", 0)
        elseif not ok then error(e, 0) end end
      return "f54"
    end
    do local ok, e = pcall(function() say("w1.f24 28 got " .. table.concat({ gather { spawn("f29", f29), spawn("f43", f43), spawn("f54", f54) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f24 28 err " .. kind(e)) else error(e, 0) end end end
    if T.w4 then say("w1.f24 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    error("E62", 0)
  end
  local function f63()
    say("w1.f63 64")
    if not q:empty() then say("w1.f63 took " .. q:get_nowait()) end
    say("w1.f63 count " .. current():cancelling())
    return "f63"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f24", f24)
    tg:spawn("f63", f63)
    ev:wait()
    say("w1 68 ev")
  end)
    if is(e, ErrorGroup) then say("w1 23 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 69 end")
end
local function w2()
  if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
  do local _ <close> = sm:hold()
    say("w2 72 in")
    sleep(2)
    say("w2 74")
  end
  if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
  ev:wait()
  say("w2 77 ev")
  sleep(5)
  say("w2 79")
  say("w2 80 end")
end
local function w3()
  if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(2)
  say("w3 83")
  say("w3 84 end")
end
local function w4()
  if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
  do local ok, e = pcall(timeout, 3, function()
    local function f88()
      say("w4.f88 89")
      local function f91()
        say("w4.f88.f91 92")
        sleep(3)
        say("w4.f88.f91 94")
        ev:wait()
        say("w4.f88.f91 96 ev")
        if T.w3 then say("w4.f88.f91 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        error("E98", 0)
      end
      local function f99()
        say("w4.f88.f99 100")
        ev:wait()
        say("w4.f88.f99 102 ev")
        say("w4.f88.f99 count " .. current():cancelling())
        if T.w2 then say("w4.f88.f99 cancels w2 " .. yn(T.w2:cancel())) end
        return "f99"
      end
      local function f105()
        say("w4.f88.f105 106")
        say("w4.f88.f105 108")
        return "f105"
      end
      for _, x in ipairs(gather({ spawn("f91", f91), spawn("f99", f99), spawn("f105", f105) }, { return_errors = true })) do
        say("w4.f88 90 " .. (x.ok and x.value or kind(x.error)))
      end
      error("E109", 0)
    end
    local function f110()
      say("w4.f110 111")
      if not q:full() then q:put_nowait(112) end
      if T.w2 then say("w4.f110 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      if T.w4 then say("w4.f110 cancels w4 " .. yn(T.w4:cancel())) end
      return "f110"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f88", f88), spawn("f110", f110) }, { timeout = nil }) do say("w4 87 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 87 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Timeout) then say("w4 86 timeout") elseif not ok then error(e, 0) end end
  say("w4 116")
  say("w4 117 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w3 ' .. yn(T.w3:cancel()))
ev:set()
say('main cancels w3 ' .. yn(T.w3:cancel()))
sleep(10)
say('main ends')
