-- random program 286
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
  do local ok, e = pcall(timeout, 2, function()
    local function f5()
      say("w1.f5 6")
      ev:clear()
      do local _ <close> = lk:hold()
        say("w1.f5 9 in")
        sleep(1)
        say("w1.f5 11")
        ev:set()
      end
      return "f5"
    end
    local function f13()
      say("w1.f13 14")
      ev:set()
      sleep(0)
      say("w1.f13 17")
      say("w1.f13 19")
      return "f13"
    end
    local function f20()
      say("w1.f20 21")
      say("w1.f20 23")
      ev:clear()
      say("w1.f20 26")
      return "f20"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f5", f5)
      tg:spawn("f13", f13)
      tg:spawn("f20", f20)
    end)
      if is(e, ErrorGroup) then say("w1 4 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w1 3 timeout") elseif not ok then error(e, 0) end end
  say("w1 27 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 28 ok") elseif type(e) == "string" then say("w2 28 err " .. kind(e)) else error(e, 0) end end
  sleep(3)
  say("w2 30")
  say("w2 31 end")
end
local function w3()
  do local ok, e = pcall(timeout, 3, function()
    do local ok, e = pcall(function()
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      local function f36()
        say("w3.f36 37")
        q:put(38)
        say("w3.f36 39 put 38")
        say("w3.f36 41")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f36 42 ok") elseif type(e) == "string" then say("w3.f36 42 err " .. kind(e)) else error(e, 0) end end
        error("E43", 0)
      end
      local function f44()
        say("w3.f44 45")
        if not q:full() then q:put_nowait(46) end
        if T.w1 then say("w3.f44 cancels w1 " .. yn(T.w1:cancel())) end
        error("E48", 0)
      end
      do local ok, e = pcall(function() say("w3 35 got " .. table.concat({ gather { spawn("f36", f36), spawn("f44", f44) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w3 35 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Cancelled) then say("w3 33 cancelled uncancel")
        say("w3 33 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
    local function f50()
      say("w3.f50 51")
      local function f53()
        say("w3.f50.f53 54")
        if T.w3 then say("w3.f50.f53 cancels w3 " .. yn(T.w3:cancel())) end
        error("E56", 0)
      end
      local function f57()
        say("w3.f50.f57 58")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        sleep(0)
        say("w3.f50.f57 61")
        return "f57"
      end
      do local ok, e = pcall(function() say("w3.f50 52 got " .. table.concat({ gather { spawn("f53", f53), spawn("f57", f57) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w3.f50 52 err " .. kind(e)) else error(e, 0) end end end
      return "f50"
    end
    local function f62()
      say("w3.f62 63")
      say("w3.f62 65")
      sleep(1)
      say("w3.f62 67")
      error("E68", 0)
    end
    local function f69()
      say("w3.f69 70")
      if T.w2 then say("w3.f69 cancels w2 " .. yn(T.w2:cancel())) end
      error("E72", 0)
    end
    for _, x in ipairs(gather({ spawn("f50", f50), spawn("f62", f62), spawn("f69", f69) }, { return_errors = true })) do
      say("w3 49 " .. (x.ok and x.value or kind(x.error)))
    end
  end)
    if is(e, Timeout) then say("w3 32 timeout") elseif not ok then error(e, 0) end end
  ev:clear()
  q:put(74)
  say("w3 75 put 74")
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  q:put(77)
  say("w3 78 put 77")
  say("w3 79 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
say('main cancels w2 ' .. yn(T.w2:cancel()))
sleep(30)
say('main ends')
